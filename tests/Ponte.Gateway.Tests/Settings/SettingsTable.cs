using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Tests.Settings;

/// <summary>The table of settings in <c>docs/configuration.md</c>: names and defaults from the options classes, meanings from their documentation.</summary>
internal static partial class SettingsTable
{
    private const string Begin = "<!-- settings: written from the options classes -->";
    private const string End = "<!-- /settings -->";

    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(typeof(SettingsSection).Assembly.Location, ".xml"));

    /// <summary>The page with the table as it should be.</summary>
    public static string Into(string page, IEnumerable<SettingsSection> sections)
    {
        var table = string.Join('\n', sections.OrderBy(section => section.Path, StringComparer.Ordinal).SelectMany(Rows));
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return $"{page[..begin]}\n| Setting | Default | Meaning |\n|---|---|---|\n{table}\n{page[end..]}";
    }

    private static IEnumerable<string> Rows(SettingsSection section)
    {
        var defaults = Activator.CreateInstance(section.Type)!;
        return from property in section.Type.GetProperties()
            where property.CanWrite
            let key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name
            select $"| `{(section.Path.Length == 0 ? key : $"{section.Path}:{key}")}` | {Default(property.GetValue(defaults))} | {Meaning(property)} |";
    }

    private static string Default(object? value) => value switch
    {
        null or "" => "empty",
        bool flag => flag ? "`true`" : "`false`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Meaning(PropertyInfo property)
    {
        var name = $"P:{property.DeclaringType!.FullName}.{property.Name}";
        var summary = Documentation.Descendants("member").Single(member => member.Attribute("name")!.Value == name).Element("summary")!;
        return Spaces().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();
    }

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } link => $"[{link.Value}]({link.Attribute("href")!.Value})",
        XText text => text.Value,
        _ => throw new InvalidOperationException($"The documentation of a setting has {node}."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
