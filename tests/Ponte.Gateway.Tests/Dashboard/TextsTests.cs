using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ponte.Gateway.Tests.Dashboard;

public sealed partial class TextsTests
{
    private static readonly string[] Files = ["Texts.resx", "Texts.pt-BR.resx"];

    [Fact]
    public void Texts_OfBothLanguages_HaveTheSameKeysAndPlaceholders() => Assert.Equal(
        Read(Files[0]).Select(text => $"{text.Key} {PlaceholdersOf(text.Value)}"), Read(Files[1]).Select(text => $"{text.Key} {PlaceholdersOf(text.Value)}"));

    [Fact]
    public void Texts_AreSortedByKeyAndSaySomething()
    {
        foreach (var texts in Files.Select(Read))
        {
            Assert.Equal(texts.Select(text => text.Key).Order(StringComparer.Ordinal), texts.Select(text => text.Key));
            Assert.Empty(texts.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
        }
    }

    private static string PlaceholdersOf(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    private static List<KeyValuePair<string, string>> Read(string file) =>
    [
        .. XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway", "Dashboard", file)).Root!.Elements("data")
            .Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
