using Microsoft.Data.Sqlite;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>SQLite's own online backup: the database as it is at one moment, however busy a server is with it.</summary>
internal static class SqliteSnapshot
{
    /// <summary>Writes a copy and returns the migrations it has been through.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(Database database, string target, CancellationToken cancellationToken)
    {
        await using var source = (SqliteConnection)await database.OpenAsync(cancellationToken);
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
        await copy.OpenAsync(cancellationToken);
        source.BackupDatabase(copy);

        // One file and no log beside it.
        await using var command = copy.CreateCommand();
        command.CommandText = "pragma journal_mode=delete";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await Migrator.JournalAsync(copy, DatabaseKind.Sqlite, cancellationToken);
    }
}
