using System.Collections.Concurrent;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>A destination that answers as a test says and remembers what it was given.</summary>
internal sealed class ScriptedTarget : IDeliveryTarget
{
    private readonly ConcurrentDictionary<LaneKey, int> _inFlight = new();

    public string Destination => "scripted";

    /// <summary>Decides an attempt; everything is delivered unless told.</summary>
    public Func<DeliveryAttempt, Task<DeliveryOutcome>> Answer { get; set; } = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

    public ConcurrentQueue<DeliveryAttempt> Attempts { get; } = new();

    /// <summary>The most attempts of one lane that ever ran at a time.</summary>
    public int MostInFlight { get; private set; }

    public IReadOnlyList<string> Payloads => [.. Attempts.Select(attempt => attempt.Row.Payload)];

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        MostInFlight = Math.Max(MostInFlight, _inFlight.AddOrUpdate(attempt.Row.Lane, 1, (_, count) => count + 1));
        Attempts.Enqueue(attempt);
        try
        {
            return await Answer(attempt);
        }
        finally
        {
            _inFlight.AddOrUpdate(attempt.Row.Lane, 0, (_, count) => count - 1);
        }
    }
}
