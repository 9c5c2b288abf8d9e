namespace Ponte.SystemTests.Chaos;

/// <summary><see cref="HopScenario"/> on PostgreSQL: in an ordinary run at the hops of the database, in a larger one at all.</summary>
[Trait("scenario", "hops")]
public sealed class PostgresHopChaosTests(PostgresServer postgres)
{
    [Fact]
    public async Task Gateway_KilledAtEveryHop_EveryLineOnceAndInOrder()
    {
        var hops = ChaosSettings.Scale < 2 ? HopScenario.OfTheDatabase : [.. HopScenario.Arrival, .. HopScenario.Departure];
        await HopScenario.RunAsync("PostgreSQL", hops, await postgres.CreateDatabaseAsync());
    }
}
