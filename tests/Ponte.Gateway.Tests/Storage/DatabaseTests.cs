using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Storage;

/// <summary>What the features rely on, asked of both engines alike.</summary>
public sealed class DatabaseTests(PostgresServer postgres)
{
    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Migrate_Twice_KeepsTheRows(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();
        await AddAccountAsync(connection, "one");

        await database.MigrateAsync();

        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("select count(*) from account"));
        Assert.True(await connection.ExecuteScalarAsync<long>("select count(*) from schema_version") >= 1);
    }

    [Fact]
    public async Task Migrate_TwoNodesAtOnceOnPostgreSql_TakeTurns()
    {
        await using var database = await CreateAsync(nameof(DatabaseKind.PostgreSql));
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("drop schema public cascade; create schema public");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(database.MigrateAsync)));

        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from account"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Identity_AfterADelete_IsNeverUsedAgain(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();
        var first = await AddAccountAsync(connection, "one");
        await connection.ExecuteAsync("delete from account");

        Assert.True(await AddAccountAsync(connection, "two") > first);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Insert_OnConflict_ReturnsNothingForTheSecond(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();
        const string Sql = "insert into lease (name, owner, epoch, expires_at) values ('a', 'x', 1, 2) on conflict (name) do nothing returning epoch";

        Assert.Equal([1L], await connection.QueryAsync<long>(Sql));
        Assert.Empty(await connection.QueryAsync<long>(Sql));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Query_RecordConstructor_TakesLongsFromBoth(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("insert into lease (name, owner, epoch, expires_at) values (@Name, @Owner, @Epoch, @Expires)", new { Name = "a", Owner = "ñ", Epoch = 1, Expires = 2L });

        var row = await connection.QuerySingleAsync<LeaseRow>("select name, owner, epoch, expires_at as expiresAt from lease");

        Assert.Equal(new LeaseRow("a", "ñ", 1, 2), row);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Delete_Instance_TakesItsChatsAlong(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();
        var account = await AddAccountAsync(connection, "one");
        await connection.ExecuteAsync(
            "insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', @account, 'a', 'sandbox', 'h', 'e', 0)",
            new { account });
        await connection.ExecuteAsync("insert into chat (instance_id) values ('ins_1')");

        await connection.ExecuteAsync("delete from instance");

        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from chat"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Insert_UnknownParent_IsRefused(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var connection = await database.OpenAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync("insert into chat (instance_id) values ('nobody')"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Transactions_ManyWritersAtOnce_AllCommit(string kind)
    {
        await using var database = await CreateAsync(kind);

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, cancellationToken) =>
        {
            await using var connection = await database.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteScalarAsync<long>("select count(*) from account", transaction: transaction);
            await connection.ExecuteAsync("insert into account (name, token_hash, created_at) values (@name, @name, 0)", new { name = $"a{n}" }, transaction);
            await transaction.CommitAsync(cancellationToken);
        });

        await using var reader = await database.OpenAsync();
        Assert.Equal(40, await reader.ExecuteScalarAsync<long>("select count(*) from account"));
    }

    [Fact]
    public async Task Open_Sqlite_SetsThePragmasOnEveryConnection()
    {
        await using var database = await CreateAsync(nameof(DatabaseKind.Sqlite));
        for (var i = 0; i < 2; i++)
        {
            await using var connection = await database.OpenAsync();
            Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("pragma journal_mode"));
            Assert.Equal(2, await connection.ExecuteScalarAsync<long>("pragma synchronous"));
            Assert.Equal(1, await connection.ExecuteScalarAsync<long>("pragma foreign_keys"));
            Assert.Equal(30000, await connection.ExecuteScalarAsync<long>("pragma busy_timeout"));
            await connection.ExecuteAsync("pragma foreign_keys=off");
        }
    }

    private Task<TestDatabase> CreateAsync(string kind) => TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);

    private static Task<long> AddAccountAsync(DbConnection connection, string name) => connection.ExecuteScalarAsync<long>(
        "insert into account (name, token_hash, created_at) values (@name, @name, 0) returning id",
        new { name });

    private sealed record LeaseRow(string Name, string Owner, long Epoch, long ExpiresAt);
}
