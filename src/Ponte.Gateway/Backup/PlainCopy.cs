using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>Copies files that others may be writing to: they are either replaced as a whole or grow, and their readers leave out an end that is not whole.</summary>
internal static class PlainCopy
{
    private const FileShare Anybody = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Copies a folder and the folders in it, databases of numbers as <see cref="SessionCopy"/> does. Files in the order of their names.</summary>
    public static void CopyFolder(string source, string target)
    {
        if (SessionCopy.IsDatabase(source))
        {
            SessionCopy.Copy(source, target);
            return;
        }

        DataFolder.CreateDirectory(target);
        foreach (var entry in Directory.EnumerateFileSystemEntries(source).Order(StringComparer.Ordinal))
        {
            CopyEntry(entry, Path.Combine(target, Path.GetFileName(entry)));
        }
    }

    /// <summary>Copies one file as far as it goes now.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static void CopyFile(string source, string target)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, Anybody);
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        from.CopyTo(to);
    }

    /// <summary>A small file's text.</summary>
    public static string ReadText(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, Anybody));
        return reader.ReadToEnd();
    }

    private static void CopyEntry(string entry, string target)
    {
        try
        {
            if (Directory.Exists(entry))
            {
                CopyFolder(entry, target);
            }
            else
            {
                CopyFile(entry, target);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone in the meantime: nobody needs it any more.
        }
    }
}
