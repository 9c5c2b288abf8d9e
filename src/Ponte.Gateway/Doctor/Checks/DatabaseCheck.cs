using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether the database answers, is up to date and takes writes.</summary>
internal sealed class DatabaseCheck(Database database, IOptions<StorageOptions> options, DataFolder folder) : IDoctorCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Opening it would create it.
        yield return database.Kind == DatabaseKind.Sqlite && !File.Exists(folder.Database)
            ? Finding.Failed("database", "database_none", folder.Database)
            : await ReadAsync(cancellationToken);
    }

    private async Task<Finding> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            var run = await Migrator.JournalAsync(connection, database.Kind, cancellationToken);
            if (!run.SequenceEqual(Migrator.Scripts))
            {
                return run.Except(Migrator.Scripts).Any() ? Finding.Failed("database", "database_newer") : Finding.Warning("database", "database_older");
            }

            await WriteAsync(connection, cancellationToken);
            return Finding.Ok("database", database.Kind == DatabaseKind.Sqlite ? "database_sqlite" : "database_postgres", folder.Database);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            return Finding.Failed("database", "database_down", DatabaseTrouble.Describe(e, StorageServiceCollectionExtensions.ConnectionString(options.Value, folder)));
        }
    }

    // Written, and taken back: nothing changes, and still the database has to let it in.
    private static async Task WriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("update key_check set name = name", transaction: transaction);
        await transaction.RollbackAsync(cancellationToken);
    }
}
