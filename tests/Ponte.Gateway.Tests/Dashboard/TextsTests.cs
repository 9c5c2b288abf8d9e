using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ponte.Gateway.Bridge;

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

    [Fact]
    public void Texts_OfEveryReasonForTrouble_AreThere()
    {
        string[] nothingToDo = ["chat_gone", "chatwoot_pace", "chatwoot_rate_limited", "chatwoot_too_many_messages", "contact_changed", "whatsapp_unavailable"];
        var keys = Read(Files[0]).Select(text => text.Key).ToHashSet(StringComparer.Ordinal);
        var source = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Preflight", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        var codes = source.SelectMany(text => Failure().Matches(text).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(new HashSet<string> { "chatwoot_token", "file_gone", "integration_removed", "s3_denied", "webhook_timeout", "whatsapp_no_answer" }, codes);
        Assert.DoesNotContain(codes, code => !IsThere("Delivery.Reason.", code));
        Assert.DoesNotContain(codes.Except(nothingToDo), code => !IsThere("Delivery.Advice.", code));

        bool IsThere(string kind, string code) => keys.Contains(kind + code) || keys.Contains(kind + code.Split('_')[0]);
    }

    [Fact]
    public void Texts_OfEveryErrorOfAnIntegration_AreThere()
    {
        var keys = Read(Files[0]).Select(text => text.Key).ToHashSet(StringComparer.Ordinal);
        var errors = typeof(IntegrationError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!).ToList();

        Assert.NotEmpty(errors);
        Assert.DoesNotContain(errors, error => !keys.Contains("Chatwoot.Error." + error));
    }

    private static string PlaceholdersOf(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    private static List<KeyValuePair<string, string>> Read(string file) =>
    [
        .. XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", "Ponte.Gateway", "Dashboard", file)).Root!.Elements("data")
            .Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value)),
    ];

    // Where a delivery's failure is made: by name, or by one of the tables that judge what a side has answered.
    [GeneratedRegex("""(?:DeliveryFailure\(|Failure = new\(|=> |new\(|Failed\(|BucketTrouble\()\s*"((?:chatwoot|webhook|file|media|s3|whatsapp|chat|contact|reply|module|egress|not_on|instance_not|integration)_[a-z_]+|settling)",?""")]
    private static partial Regex Failure();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
