using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>
/// <c>restore &lt;file&gt;</c>: brings an archive into an empty data folder, and with PostgreSQL into an empty database. Nothing is in its place before the whole archive was
/// read and found to be as it was written; from the first thing in its place to the last no server starts on the folder.
/// </summary>
internal sealed class RestoreRun(DataFolder folder, Database database, string connectionString, TimeProvider time)
{
    private const string Tables = "tables";

    // The server that the archive was made of went on: whatever was said before now may be in Chatwoot, what waits here (not only the first row of a lane) and what the phone
    // says again. It is looked for before it is posted.
    private const string Doubt =
        """
        insert into restore (doubt_until) values (@until) on conflict do nothing;
        update delivery set certain = 0 where state = 'pending' and destination in ('chatwoot', 'chatwoot-media');
        """;

    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    private IEnumerable<string> Places =>
        [folder.Database, folder.Database + "-wal", folder.Database + "-shm", folder.EncryptionKey, folder.NodeIdFile, folder.Sessions, folder.Sandbox, folder.Outgoing];

    /// <exception cref="StartException">It is no archive that can be restored here, or something is here already.</exception>
    public async Task RunAsync(string file, string passphrase, TextWriter output, CancellationToken cancellationToken)
    {
        MakeRoom();
        var manifest = await BringInAsync(file, passphrase, cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Restored the backup of {manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC into {folder.Path}."));
        await output.WriteLineAsync("Before you start it, make sure that the server it was made of is stopped for good: a number can be linked to one of them only.");
        if (!manifest.HasKey)
        {
            await output.WriteLineAsync("The encryption key was not in it: start with the PONTE_ENCRYPTION_KEY that the server had.");
        }
    }

    private async Task<ArchiveManifest> BringInAsync(string file, string passphrase, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = Unpack(file, passphrase);
            await FillPostgreSqlAsync(manifest, cancellationToken);
            Move();
            await DoubtAsync(cancellationToken);
            Directory.Delete(folder.Restore);
            return manifest;
        }
        catch
        {
            TakeAway();
            throw;
        }
    }

    private void MakeRoom()
    {
        if (Directory.Exists(folder.Restore))
        {
            TakeAway();
        }

        // Opening the folder has made its lock and a name for the node.
        string[] own = ["ponte.lock", "ponte.pid", Path.GetFileName(folder.NodeIdFile), "lost+found"];
        if (Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Except(own).Any())
        {
            throw new StartException($"The data folder {folder.Path} is not empty. Move what is in it away, or restore into another one with Ponte:DataPath.");
        }

        DataFolder.CreateDirectory(folder.Restore);
    }

    // What a restore left that was interrupted or failed: the folder was empty before it.
    private void TakeAway()
    {
        foreach (var place in Places.Append(folder.Restore))
        {
            Delete(place);
        }
    }

    private ArchiveManifest Unpack(string file, string passphrase)
    {
        try
        {
            using var archive = new FileStream(file, FileMode.Open, FileAccess.Read);
            using var key = ArchiveKey.Open(passphrase, archive);
            using var opening = new OpeningStream(key, archive);
            using var tar = new TarReader(opening);
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(tar.GetNextEntry()!.DataStream!)!;
            Check(manifest);
            while (tar.GetNextEntry() is { } entry)
            {
                Unpack(entry);
            }

            // To the very end: only the last chunk says that nothing is missing.
            opening.CopyTo(Stream.Null);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The backup {file} cannot be restored: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private void Check(ArchiveManifest manifest)
    {
        Migrator.ThrowIfNewer(manifest.Schema);
        if (manifest.Database != database.Kind)
        {
            throw new StartException(manifest.Database == DatabaseKind.Sqlite
                ? "The backup was made of a server with SQLite. Restore it without Ponte:Database: it cannot be brought into PostgreSQL."
                : "The backup was made of a server with PostgreSQL. Restore it with Ponte:Database naming an empty database.");
        }
    }

    // Whoever knows the passphrase may have made the archive, but nothing of it lands elsewhere.
    private void Unpack(TarEntry entry)
    {
        var target = Path.GetFullPath(Path.Combine(folder.Restore, entry.Name));
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            || !target.StartsWith(folder.Restore + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new StartException($"The backup holds {entry.Name}, which is not Ponte's.");
        }

        DataFolder.CreateDirectory(Path.GetDirectoryName(target)!);
        using var stream = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        entry.DataStream?.CopyTo(stream);
        stream.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task FillPostgreSqlAsync(ArchiveManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Database == DatabaseKind.PostgreSql)
        {
            var tables = Path.Combine(folder.Restore, Tables);
            await PostgresTables.FillAsync(database, connectionString, manifest, tables, cancellationToken);
            Delete(tables);
        }
    }

    // An archive of an earlier Ponte has no place for it before its tables are up to date.
    private async Task DoubtAsync(CancellationToken cancellationToken)
    {
        await Migrator.RunAsync(database, connectionString, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(Doubt, new { until = (time.GetUtcNow() + ClockDifference).ToUnixTimeMilliseconds() });
    }

    // On the disk they are already; a rename within a folder is all that is left.
    private void Move()
    {
        File.Delete(folder.NodeIdFile);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder.Restore))
        {
            Directory.Move(entry, Path.Combine(folder.Path, Path.GetFileName(entry)));
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}
