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

    /// <summary>The drain that runs, if any, ends before its next row: <see cref="SettleAsync"/> follows. A later drain is not hindered.</summary>
    [OneWay]
    [AlwaysInterleave]
    Task Halt();

    /// <summary>
    /// Answers when no row of the lane is in flight: an ordinary turn, so it comes between two drains. Whoever must find the lane idle first stores what
    /// lets it read no rows, then asks this.
    /// </summary>
    /// <returns>The row whose last attempt may have arrived without that being on disk; 0 when there is none.</returns>
    /// <exception cref="TimeoutException">The row in flight takes longer than anybody waits.</exception>
    [ResponseTimeout("00:02:00")]
    Task<long> SettleAsync();
}
