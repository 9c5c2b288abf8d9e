using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>
/// <c>backup &lt;file&gt;</c>: puts everything that cannot be made again into one sealed file, also while the server runs. What belongs together is copied in the order in
/// which a start repairs a difference: first the sessions, whose journals say again what they have not been told is stored, then the database, which knows what it has heard
/// already, then the files that its rows name.
/// </summary>
internal sealed class BackupRun(DataFolder folder, Database database, IOptions<EncryptionOptions> encryption, TimeProvider time)
{
    private const string Tables = "tables";

    /// <summary>Writes the archive; there is none when this fails.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="passphrase">What it is sealed with.</param>
    /// <param name="output">Where what was done is told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StartException">There is nothing to back up, the file exists, or it cannot be written.</exception>
    public async Task RunAsync(string file, string passphrase, TextWriter output, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            throw new StartException($"The file {file} exists already. Choose another name.");
        }

        var hasKey = encryption.Value.Key.Length == 0;
        if (hasKey && !File.Exists(folder.EncryptionKey) || database.Kind == DatabaseKind.Sqlite && !File.Exists(folder.Database))
        {
            throw new StartException($"There is nothing to back up in {folder.Path}: no server was started on it yet.");
        }

        using var staging = Staging.Open(folder.Backup);
        var manifest = await CollectAsync(staging.Path, hasKey, cancellationToken);
        Seal(staging.Path, manifest, file, passphrase);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Backed up {folder.Path} to {file} ({new FileInfo(file).Length / 1e6:0.0} MB)."));
        if (!hasKey)
        {
            await output.WriteLineAsync(
                "The encryption key is not in it, because it comes from PONTE_ENCRYPTION_KEY. Keep a copy of it in a safe place: without it what is restored cannot be read.");
        }
    }

    private async Task<ArchiveManifest> CollectAsync(string staging, bool hasKey, CancellationToken cancellationToken)
    {
        var createdAt = time.GetUtcNow();
        var (schema, tables) = (Array.Empty<string>() as IReadOnlyList<string>, Array.Empty<ArchivedTable>() as IReadOnlyList<ArchivedTable>);
        CopyIfThere(folder.Sessions, staging);
        CopyIfThere(folder.Sandbox, staging);
        if (database.Kind == DatabaseKind.Sqlite)
        {
            schema = await SqliteSnapshot.TakeAsync(database, Path.Combine(staging, Path.GetFileName(folder.Database)), cancellationToken);
        }
        else
        {
            (tables, schema) = await PostgresTables.WriteAsync(database, Directory.CreateDirectory(Path.Combine(staging, Tables)).FullName, cancellationToken);
        }

        CopyIfThere(folder.Outgoing, staging);
        PlainCopy.CopyFile(folder.NodeIdFile, Path.Combine(staging, Path.GetFileName(folder.NodeIdFile)));
        if (hasKey)
        {
            PlainCopy.CopyFile(folder.EncryptionKey, Path.Combine(staging, Path.GetFileName(folder.EncryptionKey)));
        }

        return new ArchiveManifest { CreatedAt = createdAt, Database = database.Kind, Schema = schema, Tables = tables, HasKey = hasKey };
    }

    private static void CopyIfThere(string source, string staging)
    {
        if (Directory.Exists(source))
        {
            PlainCopy.CopyFolder(source, Path.Combine(staging, Path.GetFileName(source)));
        }
    }

    // Under another name until it is whole and on the disk.
    private static void Seal(string staging, ArchiveManifest manifest, string file, string passphrase)
    {
        var part = file + ".part";
        try
        {
            using (var archive = new FileStream(part, OwnerOnly()))
            {
                WriteArchive(archive, staging, manifest, passphrase);
                archive.Flush(flushToDisk: true);
            }

            File.Move(part, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new StartException($"The backup cannot be written to {file}: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static void WriteArchive(FileStream archive, string staging, ArchiveManifest manifest, string passphrase)
    {
        using var key = ArchiveKey.Create(passphrase, archive);
        using var sealing = new SealingStream(key, archive);
        using (var tar = new TarWriter(sealing, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, ArchiveManifest.Entry) { DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest)) });
            foreach (var entry in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                using var content = new FileStream(entry, FileMode.Open, FileAccess.Read);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(staging, entry).Replace('\\', '/')) { DataStream = content });
            }
        }

        sealing.Complete();
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
