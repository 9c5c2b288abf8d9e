namespace Ponte.SystemTests.Chaos;

/// <summary><see cref="HopScenario"/> on PostgreSQL.</summary>
[Trait("scenario", "hops")]
public sealed class PostgresHopChaosTests(PostgresServer postgres)
{
    [Fact]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder() => await HopScenario.RunAsync("PostgreSQL", await postgres.CreateDatabaseAsync());
}
