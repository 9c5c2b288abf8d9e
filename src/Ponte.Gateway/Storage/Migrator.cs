using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ponte.Gateway.Storage;

/// <summary>
/// Brings the tables up to date: the numbered scripts in <c>Storage/Migrations</c>, each once, each in its own transaction, in one dialect.
/// <c>$identity$</c> in a script is the engine's growing integer key.
/// </summary>
internal static class Migrator
{
    private const string Journal = "schema_version";

    // Any fixed number; several gateways that start on one database take turns.
    private const long StartLock = 0x506F6E7465;

    /// <summary>Opens the database and runs what has not been run yet.</summary>
    /// <exception cref="StartException">The database cannot be reached, or a script failed.</exception>
    public static async Task RunAsync(Database database, string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await LockAsync(connection, "pg_advisory_lock", cancellationToken);
            try
            {
                Upgrade(database.Kind, connectionString);
            }
            finally
            {
                // Here and now: a connection that goes back to the pool keeps its locks until it is used again.
                await LockAsync(connection, "pg_advisory_unlock", CancellationToken.None);
            }
        }
        catch (Exception e) when (e is NpgsqlException or SqliteException or TimeoutException)
        {
            throw new StartException(DatabaseTrouble.Describe(e, connectionString), e);
        }
    }

    /// <summary>How many scripts have not been run on a database, and how many were that this Ponte does not know, because a newer one ran them.</summary>
    /// <exception cref="DbException">The database does not answer, or has never been one of Ponte.</exception>
    public static async Task<(int Missing, int Unknown)> CompareAsync(DbConnection connection)
    {
        var run = (await connection.QueryAsync<string>($"select scriptname from {Journal}")).ToHashSet(StringComparer.Ordinal);
        var ours = typeof(Migrator).Assembly.GetManifestResourceNames().Where(IsScript).ToHashSet(StringComparer.Ordinal);
        return (ours.Count(script => !run.Contains(script)), run.Count(script => !ours.Contains(script)));
    }

    private static bool IsScript(string name) => name.Contains(".Storage.Migrations.", StringComparison.Ordinal);

    private static async Task LockAsync(DbConnection connection, string function, CancellationToken cancellationToken)
    {
        if (connection is NpgsqlConnection postgreSql)
        {
            await using var command = new NpgsqlCommand($"select {function}($1)", postgreSql) { Parameters = { new() { Value = StartLock } }, CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static void Upgrade(DatabaseKind kind, string connectionString)
    {
        var result = Target(kind, connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, IsScript)
            .WithVariable("identity", kind == DatabaseKind.Sqlite ? "integer primary key autoincrement" : "bigint generated always as identity primary key")
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        Check(result);
    }

    private static UpgradeEngineBuilder Target(DatabaseKind kind, string connectionString) => kind == DatabaseKind.Sqlite
        ? DeployChanges.To.SqliteDatabase(connectionString).JournalToSqliteTable(Journal)
        : DeployChanges.To.PostgresqlDatabase(connectionString).JournalToPostgresqlTable("public", Journal);

    private static void Check(DatabaseUpgradeResult result)
    {
        if (!result.Successful)
        {
            throw new StartException($"The database could not be brought up to date: {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
        }
    }
}
