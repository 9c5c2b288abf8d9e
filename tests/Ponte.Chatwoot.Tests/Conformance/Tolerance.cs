using System.Text.RegularExpressions;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>One difference that is accepted, where, and why. Nothing else is.</summary>
public sealed record Tolerance(string Scenario, string Where, string Path, string Reason)
{
    /// <summary>The whole list. Scenario, step and path are regular expressions.</summary>
    public static IReadOnlyList<Tolerance> All { get; } =
    [
    ];

    public static Tolerance? For(string scenario, string where, string path) =>
        All.FirstOrDefault(entry => Regex.IsMatch(scenario, entry.Scenario) && Regex.IsMatch(where, entry.Where) && Regex.IsMatch(path, entry.Path));
}
