namespace Ponte.WhatsApp.Baileys;

/// <summary>How long to wait before something is tried again: doubling, with jitter, and from the beginning once it went well for long.</summary>
internal sealed class Backoff(BaileysContext context)
{
    private TimeSpan _next = context.Timings.MinBackoff;

    /// <summary>The next pause: between half and all of a time that doubles from <see cref="EngineTimings.MinBackoff"/> on.</summary>
    /// <param name="lasted">How long it went well this time.</param>
    public TimeSpan Next(TimeSpan lasted)
    {
        if (lasted >= context.Timings.Healthy)
        {
            _next = context.Timings.MinBackoff;
        }

        var pause = _next * (0.5 + (context.NextRandom() / 2));
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, context.Timings.MaxBackoff.Ticks));
        return pause;
    }
}
