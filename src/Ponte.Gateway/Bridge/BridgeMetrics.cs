using System.Diagnostics.Metrics;

namespace Ponte.Gateway.Bridge;

/// <summary>What the bridge counts, in the meter <c>Ponte.Bridge</c>.</summary>
internal sealed class BridgeMetrics
{
    private readonly Counter<long> _stragglers;

    public BridgeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Ponte.Bridge");
        _stragglers = meter.CreateCounter<long>(
            "ponte.chatwoot.stragglers", "{message}", "Agents' messages that the cable delivered so late that a later one of the conversation had gone ahead.");
    }

    public void Straggler() => _stragglers.Add(1);
}
