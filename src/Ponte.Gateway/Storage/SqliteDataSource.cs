using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ponte.Gateway.Storage;

/// <summary>
/// Pooled connections to one SQLite file. Every connection has a write-ahead log, a sync at each commit (a power cut loses nothing that was
/// committed), foreign keys, and waits 30 s for another writer.
/// </summary>
internal sealed class SqliteDataSource(string file) : DbDataSource
{
    private const string Pragmas = "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma busy_timeout=30000;";

    /// <inheritdoc/>
    public override string ConnectionString { get; } = ConnectionStringOf(file);

    internal static string ConnectionStringOf(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite has no asynchronous input and output; its own async methods run synchronously too.
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(OpenDbConnection());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }
}
