namespace Ponte.SystemTests.Chaos;

/// <summary><see cref="HopScenario"/> on SQLite.</summary>
[Trait("scenario", "hops")]
public sealed class SqliteHopChaosTests
{
    [Fact]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder() => await HopScenario.RunAsync("SQLite", null);
}
