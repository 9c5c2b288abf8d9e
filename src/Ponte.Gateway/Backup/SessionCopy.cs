namespace Ponte.Gateway.Backup;

/// <summary>
/// Copies the folder of a number's LevelDB database as it is at one moment, also while the engine writes to it. LevelDB's tables never change once they are written, and its
/// log only grows; which of them count says the manifest, which only grows as well. So what was copied between two looks at the same manifest is a state that the database was
/// in: with the part of the log that was read in time, of which LevelDB leaves out a record that is not whole, as after a crash.
/// </summary>
internal static class SessionCopy
{
    // What a number's database is known by.
    private const string Current = "CURRENT";
    private const int Attempts = 50;

    /// <summary>Whether a folder is such a database.</summary>
    public static bool IsDatabase(string folder) => File.Exists(Path.Combine(folder, Current));

    /// <exception cref="StartException">The database was rearranged during every attempt.</exception>
    public static void Copy(string source, string target)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Directory.CreateDirectory(target);
            if (TryCopy(source, target))
            {
                return;
            }

            Directory.Delete(target, recursive: true);
        }

        throw new StartException($"The session {Path.GetFileName(source)} could not be copied while it is so busy. Try again, or stop the server for the backup.");
    }

    private static bool TryCopy(string source, string target)
    {
        try
        {
            var before = Look(source);
            foreach (var file in Directory.EnumerateFiles(source).Where(static file => IsNeeded(Path.GetFileName(file))))
            {
                PlainCopy.CopyFile(file, Path.Combine(target, Path.GetFileName(file)));
            }

            return Look(source) == before;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Tables and logs that were merged into others go.
            return false;
        }
    }

    // The lock belongs to whoever has it open, the other two are for people to read.
    private static bool IsNeeded(string name) => name is not ("LOCK" or "LOG" or "LOG.old");

    private static (string Manifest, long Length) Look(string folder)
    {
        var manifest = PlainCopy.ReadText(Path.Combine(folder, Current)).Trim();
        return (manifest, new FileInfo(Path.Combine(folder, Path.GetFileName(manifest))) is { Exists: true } file ? file.Length : throw new FileNotFoundException());
    }
}
