using Npgsql;

namespace Ponte.SystemTests.Harness;

public sealed class PostgresServerTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabase_Twice_GivesTwoEmptyDatabases()
    {
        var first = await postgres.CreateDatabaseAsync();
        var second = await postgres.CreateDatabaseAsync();

        await ExecuteAsync(first, "create table only_here (id bigint)");

        Assert.Equal(0L, await ExecuteAsync(first, "select count(*) from only_here"));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(second, "select count(*) from only_here"));
        Assert.Equal("UTF8", await ExecuteAsync(second, "show server_encoding"));
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
