using System.Text;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>What was compared in a scenario, and what differed.</summary>
public sealed class ScenarioReport(string version, string scenario)
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _differences = [];
    private readonly SortedDictionary<string, int> _tolerated = new(StringComparer.Ordinal);
    private int _paths;
    private int _compared;

    public IReadOnlyList<string> Differences => _differences;

    public void Compare(string where, Shape recorded, Shape own)
    {
        _compared++;
        _paths += recorded.Paths;
        foreach (var difference in recorded.DifferencesTo(own))
        {
            if (Tolerance.For(scenario, where, difference.Path, difference.Recorded, difference.Own) is { } tolerance)
            {
                _tolerated[tolerance.Reason] = _tolerated.GetValueOrDefault(tolerance.Reason) + 1;
            }
            else
            {
                Differ(where, difference.ToString());
            }
        }
    }

    public void Equal(string where, string what, string recorded, string own)
    {
        _compared++;
        if (recorded == own)
        {
            return;
        }

        if (Tolerance.For(scenario, where, what) is { } tolerance)
        {
            _tolerated[tolerance.Reason] = _tolerated.GetValueOrDefault(tolerance.Reason) + 1;
        }
        else
        {
            Differ(where, $"{what}: recorded {recorded}, double {own}");
        }
    }

    public void Differ(string where, string what) => _differences.Add($"{where}: {what}");

    public void Note(string text) => _text.AppendLine(text);

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine($"{version} {scenario}: {_compared} comparisons over {_paths} recorded paths, {_differences.Count} differences");
        foreach (var (reason, count) in _tolerated)
        {
            text.AppendLine($"  tolerated {count}x: {reason}");
        }

        foreach (var difference in _differences)
        {
            text.AppendLine("  DIFFERS " + difference);
        }

        return text.Append(_text).ToString();
    }
}
