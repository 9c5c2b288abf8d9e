using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Tests.Storage;

/// <summary>A database of each earlier schema, with rows in it, is brought up to date; one of a later Ponte is left alone.</summary>
public sealed class UpgradeTests(PostgresServer postgres)
{
    private const string Later = "Ponte.Gateway.Storage.Migrations.9999_later.sql";

    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Migrate_FromEachEarlierSchema_KeepsTheRowsAndEndsAtTheSameTables(string kind)
    {
        await using var fresh = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);
        var expected = await ColumnsAsync(fresh);
        for (var count = 1; count <= Migrator.Scripts.Count; count++)
        {
            var scripts = Migrator.Scripts.Take(count).ToList();
            await using var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres, scripts);
            await using var connection = await database.OpenAsync();
            await connection.ExecuteAsync(EarlierRows.Of(scripts));
            var before = await CountAsync(connection, database);

            await database.MigrateAsync();

            Assert.Equal(expected, await ColumnsAsync(database));
            Assert.All(before, table => Assert.Equal(table.Value, connection.ExecuteScalar<long>($"select count(*) from {table.Key}")));
            Assert.Equal(count < 3 ? 1 : 0, await connection.ExecuteScalarAsync<long>("select session_wanted from instance"));
            Assert.Equal(count < 4 ? 1 : 0, await connection.ExecuteScalarAsync<long>("select seen_at from chat_alias where jid like '55%'"));
            Assert.Equal(count < 8 ? 2000 : 0, await connection.ExecuteScalarAsync<long>("select received_at from delivery where source_key = 'earlier'"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Start_OnTheOldestSchema_ServesAndDeliversWhatWaited(string kind)
    {
        using var data = new TemporaryFolder();
        var options = new StorageOptions { Database = kind == nameof(DatabaseKind.PostgreSql) ? await postgres.CreateDatabaseAsync() : "" };
        await using (var database = await TestDatabase.CreateAsync(options, Migrator.Scripts.Take(1).ToList(), data.File("data")))
        {
            await using var connection = await database.OpenAsync();
            await connection.ExecuteAsync(EarlierRows.Of(Migrator.Scripts.Take(1)));
        }

        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart
            {
                DataFolder = data.File("data"),
                Settings = options.Database.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Ponte:Database"] = options.Database },
                Environment = new Dictionary<string, string?> { ["PONTE_ENCRYPTION_KEY"] = Convert.ToBase64String(EarlierRows.Key), ["PONTE_ACCOUNT_TOKEN"] = EarlierRows.Token },
            },
            TestContext.Current.CancellationToken);

        var sent = await Eventually.GetAsync(() => gateway.Http.SentAsync("shop", TestContext.Current.CancellationToken), sent => sent.Count > 0, TimeSpan.FromSeconds(60));
        Assert.Equal(EarlierRows.Answer, Assert.Single(sent).Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Migrate_ADatabaseOfALaterPonte_IsRefusedAndUnchanged(string kind)
    {
        // One of its scripts is missing as well: nothing is run before all is known.
        await using var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres, Migrator.Scripts.SkipLast(1).ToList());
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("insert into schema_version (scriptname, applied) values (@Later, current_timestamp)", new { Later });
        var before = await ColumnsAsync(database);

        var error = await Assert.ThrowsAsync<StartException>(database.MigrateAsync);

        Assert.StartsWith("The database was made by a newer version of Ponte. Nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await ColumnsAsync(database));
    }

    private static async Task<Dictionary<string, long>> CountAsync(DbConnection connection, TestDatabase database)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in (await ColumnsAsync(database)).Select(column => column.Split('.')[0]).Distinct())
        {
            counts[table] = await connection.ExecuteScalarAsync<long>($"select count(*) from {table}");
        }

        // Its rows are the scripts themselves.
        counts.Remove("schema_version");
        return counts;
    }

    private static async Task<List<string>> ColumnsAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        var sql = database.Database.Kind == DatabaseKind.Sqlite
            ? "select t.name || '.' || c.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'"
            : "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'";
        return [.. (await connection.QueryAsync<string>(sql)).Order(StringComparer.Ordinal)];
    }
}
