namespace Ponte.SystemTests.Chaos;

/// <summary><see cref="HopScenario"/> on SQLite, from the row on, and of agents' messages.</summary>
[Trait("scenario", "hops")]
public sealed class SqliteDepartureChaosTests
{
    [Fact]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder() => await HopScenario.RunAsync("SQLite, departure", HopScenario.Departure, null);
}
