using Orleans.Concurrency;

namespace Ponte.Gateway.Deliveries;

/// <summary>Drains one lane. Key: <see cref="LaneKey"/> as text. Holds no truth and may die at any time.</summary>
internal interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>There may be work. Never waits, never starts a second drain.</summary>
    [OneWay]
    [AlwaysInterleave]
    Task Wake();

    /// <summary>
    /// Works a slice of the lane and sends itself the next: an ordinary turn, so the runtime itself sees to it that one row is in flight.
    /// Only the grain calls it.
    /// </summary>
    [OneWay]
    Task Drain();
}
