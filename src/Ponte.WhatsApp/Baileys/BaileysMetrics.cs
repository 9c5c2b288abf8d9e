using System.Diagnostics.Metrics;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What the engine counts, in the meter <c>Ponte.WhatsApp</c>.</summary>
internal sealed class BaileysMetrics : IDisposable
{
    private readonly Meter _meter = new("Ponte.WhatsApp");
    private readonly Counter<long> _ends;
    private readonly Counter<long> _unreadable;

    public BaileysMetrics()
    {
        _ends = _meter.CreateCounter<long>("ponte.whatsapp.engine_ends", "{process}", "Engine processes that ended without being asked to, or had to be ended.");
        _unreadable = _meter.CreateCounter<long>("ponte.whatsapp.unreadable_events", "{event}", "Events of the engine that could not be read.");

        // Counted from nought, the first one is a rise that a monitor sees.
        _ends.Add(0);
        _unreadable.Add(0);
    }

    public void ProcessEnded() => _ends.Add(1);

    public void UnreadableEvent() => _unreadable.Add(1);

    public void Dispose() => _meter.Dispose();
}
