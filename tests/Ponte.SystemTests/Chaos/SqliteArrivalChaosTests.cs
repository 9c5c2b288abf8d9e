namespace Ponte.SystemTests.Chaos;

/// <summary><see cref="HopScenario"/> on SQLite, up to the row.</summary>
[Trait("scenario", "hops")]
public sealed class SqliteArrivalChaosTests
{
    [Fact]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder() => await HopScenario.RunAsync("SQLite, arrival", HopScenario.Arrival, null);
}
