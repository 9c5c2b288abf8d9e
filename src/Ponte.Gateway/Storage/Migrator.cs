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

    /// <summary>The names of all scripts, in their order, as the journal has them.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(static name => name.Contains(".Storage.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Opens the database and runs what has not been run yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="cancellationToken">Gives up before the first script.</param>
    /// <param name="scripts">The scripts to run, of <see cref="Scripts"/>; all unless given.</param>
    /// <exception cref="StartException">The database cannot be reached, was made by a newer Ponte, or a script failed.</exception>
    public static async Task RunAsync(Database database, string connectionString, CancellationToken cancellationToken, IReadOnlyList<string>? scripts = null)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await LockAsync(connection, "pg_advisory_lock", cancellationToken);
            try
            {
                ThrowIfNewer(await JournalAsync(connection, database.Kind, cancellationToken));
                Upgrade(database.Kind, connectionString, scripts ?? Scripts);
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

    /// <summary>The names of the scripts that a database has been through, in their order; empty before the first start.</summary>
    public static async Task<IReadOnlyList<string>> JournalAsync(DbConnection connection, DatabaseKind kind, CancellationToken cancellationToken)
    {
        var exists = kind == DatabaseKind.Sqlite
            ? "select count(*) from sqlite_master where name = @Journal"
            : "select count(*) from pg_tables where schemaname = 'public' and tablename = @Journal";
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(exists, new { Journal }, cancellationToken: cancellationToken)) == 0)
        {
            return [];
        }

        var names = await connection.QueryAsync<string>(new CommandDefinition($"select scriptname from {Journal}", cancellationToken: cancellationToken));
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <exception cref="StartException">There is a script among them that this Ponte does not know.</exception>
    public static void ThrowIfNewer(IReadOnlyList<string> journal)
    {
        if (journal.Except(Scripts).Any())
        {
            throw new StartException(
                "The database was made by a newer version of Ponte. Nothing was changed: start that version or a later one, or restore the backup that was made before the upgrade.");
        }
    }

    private static async Task LockAsync(DbConnection connection, string function, CancellationToken cancellationToken)
    {
        if (connection is NpgsqlConnection postgreSql)
        {
            await using var command = new NpgsqlCommand($"select {function}($1)", postgreSql) { Parameters = { new() { Value = StartLock } }, CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static void Upgrade(DatabaseKind kind, string connectionString, IReadOnlyList<string> scripts)
    {
        var result = Target(kind, connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, scripts.Contains)
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
