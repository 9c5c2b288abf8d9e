using Microsoft.Extensions.Logging;

namespace Ponte.WhatsApp.Baileys;

/// <summary>What all processes and sessions of an engine share.</summary>
internal sealed record BaileysContext(
    BaileysSettings Settings,
    EngineTimings Timings,
    TimeProvider Time,
    Random Random,
    BaileysMetrics Metrics,
    ILogger Logger)
{
    private readonly Lock _randomLock = new();

    /// <summary>A number from 0 up to, but not including, 1; safe to call concurrently.</summary>
    public double NextRandom()
    {
        lock (_randomLock)
        {
            return Random.NextDouble();
        }
    }
}
