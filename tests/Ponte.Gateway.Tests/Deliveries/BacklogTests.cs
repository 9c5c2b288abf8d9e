using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Deliveries;

public sealed class BacklogTests(PostgresServer postgres)
{
    [Fact]
    public async Task Count_Plan_ReadsTheIndexOfPendingRowsOnly()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, postgres);
        await using var connection = await database.OpenAsync();

        var plan = (await connection.QueryAsync("explain query plan " + Backlog.Count)).Select(step => (string)step.detail).ToList();

        Assert.Contains(plan, step => step.Contains("USING COVERING INDEX delivery_lane", StringComparison.Ordinal));
        Assert.All(plan.Where(step => step.Contains("SEARCH d ", StringComparison.Ordinal)), step => Assert.Contains("USING INTEGER PRIMARY KEY", step, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN delivery", StringComparison.Ordinal) && !step.Contains("INDEX", StringComparison.Ordinal));
    }
}
