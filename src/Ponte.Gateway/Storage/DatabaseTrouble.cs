using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ponte.Gateway.Storage;

/// <summary>What is wrong with a database, as one sentence without its password.</summary>
internal static class DatabaseTrouble
{
    public static string Describe(Exception e, string connectionString) => e switch
    {
        SqliteException sqlite => $"The SQLite file cannot be used: {sqlite.Message}",
        PostgresException refused => $"PostgreSQL at {Address(connectionString)} refused: {refused.MessageText}.",
        _ => $"PostgreSQL at {Address(connectionString)} cannot be reached: {Cause(e)}.",
    };

    private static string Address(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{builder.Host}:{builder.Port}";
    }

    private static string Cause(Exception e) => e.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } => "no such host",
        TimeoutException => "timeout",
        { } inner => inner.Message.TrimEnd('.'),
        null => e.Message.TrimEnd('.'),
    };
}
