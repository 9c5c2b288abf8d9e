using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ponte.Gateway.Telemetry;

/// <summary>What deliveries count, in the meter <see cref="Meter"/>. No label ever names a chat, a person or a message.</summary>
internal sealed class DeliveryMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Ponte.Deliveries";

    // Seconds: from a local commit to a message that waited out a day of outage.
    private static readonly double[] Boundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400];

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _hops;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        _attempts = meter.CreateCounter<long>("ponte.delivery.attempts", "{attempt}", "Attempts at deliveries, by what became of them.");
        _hops = meter.CreateHistogram(
            "ponte.hop.duration", "s", "How long each hop of a delivery took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="kind">A delivery's kind.</param>
    /// <param name="outcome">What became of it, for example <c>delivered</c>.</param>
    /// <param name="code">The failure's code; empty without one.</param>
    public void Attempt(string destination, string kind, string outcome, string code) => _attempts.Add(
        1, new TagList { { "destination", Family(destination) }, { "kind", kind }, { "outcome", outcome }, { "code", code } });

    /// <summary>Notes how long a hop took; a clock of the other side that runs ahead counts as no time.</summary>
    public void Passed(string hop, string destination, TimeSpan took) =>
        _hops.Record(Math.Max(0, took.TotalSeconds), new TagList { { "hop", hop }, { "destination", Family(destination) } });

    /// <summary>A destination without what makes it one of many: <c>webhook</c> for <c>webhook:5</c>.</summary>
    public static string Family(string destination)
    {
        var colon = destination.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? destination : destination[..colon];
    }
}
