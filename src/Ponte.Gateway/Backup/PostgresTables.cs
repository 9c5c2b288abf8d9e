using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>Ponte's tables of a PostgreSQL database, to files and back. The rows are all of one moment, and come back all or none.</summary>
internal static partial class PostgresTables
{
    /// <summary>Writes one file a table, and returns what is in them with the migrations that the tables have been through.</summary>
    public static async Task<(IReadOnlyList<ArchivedTable> Tables, IReadOnlyList<string> Schema)> WriteAsync(
        Database database, string folder, CancellationToken cancellationToken)
    {
        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var schema = await Migrator.JournalAsync(connection, DatabaseKind.PostgreSql, cancellationToken);
        var tables = new List<ArchivedTable>();
        foreach (var name in await NamesAsync(connection))
        {
            var columns = await ColumnsAsync(connection, name);
            await using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write);
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {name} ({string.Join(", ", columns)}) to stdout (format binary)", cancellationToken);
            await rows.CopyToAsync(file, cancellationToken);
            await rows.DisposeAsync();
            tables.Add(new ArchivedTable(name, columns, await LastIdAsync(connection, name)));
        }

        return (tables, schema);
    }

    /// <summary>Makes the tables as they were in an archive, and fills them from its files.</summary>
    /// <exception cref="StartException">There is something in the database, or it cannot be reached.</exception>
    public static async Task FillAsync(Database database, string connectionString, ArchiveManifest manifest, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await ThrowIfUsedAsync(database, manifest.Schema, cancellationToken);
            await Migrator.RunAsync(database, connectionString, cancellationToken, manifest.Schema);
            await ReadAsync(database, manifest.Tables, folder, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new StartException(DatabaseTrouble.Describe(e, connectionString), e);
        }
    }

    // Empty tables that are not younger than the archive's are what an earlier attempt left.
    private static async Task ThrowIfUsedAsync(Database database, IReadOnlyList<string> schema, CancellationToken cancellationToken)
    {
        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        var isUsed = (await Migrator.JournalAsync(connection, DatabaseKind.PostgreSql, cancellationToken)).Except(schema).Any();
        foreach (var name in await NamesAsync(connection))
        {
            isUsed |= await connection.ExecuteScalarAsync<bool>($"select exists (select 1 from {name})");
        }

        if (isUsed)
        {
            throw new StartException("The database that Ponte:Database names is not empty. Create another one for the restore, or drop it and create it anew.");
        }
    }

    private static async Task ReadAsync(Database database, IReadOnlyList<ArchivedTable> tables, string folder, CancellationToken cancellationToken)
    {
        await using var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (name, columns, lastId) in tables)
        {
            await using var file = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read);
            await using (var rows = await connection.BeginRawBinaryCopyAsync($"copy {name} ({string.Join(", ", columns)}) from stdin (format binary)", cancellationToken))
            {
                await file.CopyToAsync(rows, cancellationToken);
            }

            if (lastId is not null)
            {
                await connection.ExecuteAsync("select setval(pg_get_serial_sequence(@name, 'id'), @lastId)", new { name, lastId });
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // The migrations make parents before their children. What else there is in the database is none of ours.
    private static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlConnection connection)
    {
        var there = await connection.QueryAsync<string>("select tablename from pg_tables where schemaname = current_schema()");
        return [.. Migrator.Scripts.SelectMany(TablesOf).Intersect(there)];
    }

    private static IEnumerable<string> TablesOf(string script)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(script)!);
        return CreateTable().Matches(reader.ReadToEnd()).Select(static match => match.Groups[1].Value);
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(NpgsqlConnection connection, string name) => [.. await connection.QueryAsync<string>(
        "select column_name from information_schema.columns where table_schema = current_schema() and table_name = @name order by ordinal_position", new { name })];

    // Read after the rows, and outside of every transaction: never below the ids among them.
    private static Task<long?> LastIdAsync(NpgsqlConnection connection, string name) => connection.ExecuteScalarAsync<long?>(
        "select last_value from pg_sequences where schemaname = current_schema() and sequencename = @sequence", new { sequence = name + "_id_seq" });

    [GeneratedRegex(@"^create table (\w+)", RegexOptions.Multiline)]
    private static partial Regex CreateTable();
}
