using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Telemetry;

/// <summary>
/// Reads Prometheus' text format 0.0.4 strictly: every line is a comment that is allowed or a sample, every sample belongs to the family declared before it, no
/// series comes twice, and histograms grow.
/// </summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, double> _samples = [];
    private readonly Dictionary<string, string> _types = [];

    private PrometheusText()
    {
    }

    public static PrometheusText Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var parsed = new PrometheusText();
        var family = "";
        foreach (var line in text.TrimEnd('\n').Split('\n').Where(line => line.Length > 0 && line != "# EOF"))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                family = comment.Groups["name"].Value;
                parsed.Declare(comment);
            }
            else
            {
                parsed.Add(Sample().Match(line) is { Success: true } sample ? sample : throw new FormatException($"no line of the format: {line}"), family);
            }
        }

        parsed.CheckHistograms();
        return parsed;
    }

    /// <summary>A series' value; null when it is not there.</summary>
    /// <param name="series">Name and labels as in the text, the labels in the order of the alphabet.</param>
    public double? this[string series] => _samples.TryGetValue(series, out var value) ? value : null;

    /// <summary>The sum of all series whose name and labels begin so and have all of these parts.</summary>
    public double Sum(string name, params string[] parts) => _samples
        .Where(sample => sample.Key.Split('{')[0] == name && parts.All(part => sample.Key.Contains(part, StringComparison.Ordinal))).Sum(sample => sample.Value);

    /// <summary>Every series.</summary>
    public IReadOnlyCollection<string> Series => _samples.Keys;

    private void Declare(Match comment)
    {
        if (comment.Groups["type"] is { Success: true } type)
        {
            Assert.True(_types.TryAdd(comment.Groups["name"].Value, type.Value), $"declared twice: {comment.Value}");
        }
    }

    private void Add(Match sample, string family)
    {
        var name = sample.Groups["name"].Value;
        string[] suffixes = _types.GetValueOrDefault(family) == "histogram" ? ["_bucket", "_sum", "_count"] : [""];
        Assert.Contains(name, suffixes.Select(suffix => family + suffix));
        var value = sample.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            var number => double.Parse(number, CultureInfo.InvariantCulture),
        };
        var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => label.Value).Order(StringComparer.Ordinal).ToList();
        Assert.True(_samples.TryAdd(labels.Count == 0 ? name : $"{name}{{{string.Join(',', labels)}}}", value), $"twice: {sample.Value}");
    }

    private void CheckHistograms()
    {
        foreach (var series in _samples.Where(sample => sample.Key.Contains("_bucket{", StringComparison.Ordinal)).GroupBy(sample => Bound().Replace(sample.Key, "")))
        {
            var buckets = series.Select(bucket => bucket.Value).ToList();
            Assert.Equal(buckets.Order(), buckets);
            Assert.Contains("le=\"+Inf\"", series.Last().Key, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^# (?:HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) .+|TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped)|UNIT (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) \w+)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{\}|(?<labels>\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*")*\}))? (?<value>-?[0-9.]+(?:[eE][+-]?[0-9]+)?|NaN|\+Inf|-Inf)(?: [0-9]+)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex(@"[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\]|\\.)*""")]
    private static partial Regex Label();

    [GeneratedRegex("""le="[^"]*",?""")]
    private static partial Regex Bound();
}
