using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Backup;

/// <summary>The folder in the data folder where one backup is put together. It is removed in the end, and what a killed backup left when the next one begins.</summary>
internal sealed class Staging : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _lock;

    private Staging(string folder, FileStream held)
    {
        _folder = folder;
        _lock = held;
    }

    /// <summary>Where the copies go; empty at first.</summary>
    public string Path => System.IO.Path.Combine(_folder, "files");

    /// <exception cref="StartException">Another backup is under way, or the folder cannot be written.</exception>
    public static Staging Open(string folder)
    {
        try
        {
            DataFolder.CreateDirectory(folder);
            var staging = new Staging(folder, new FileStream(System.IO.Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            if (Directory.Exists(staging.Path))
            {
                Directory.Delete(staging.Path, recursive: true);
            }

            DataFolder.CreateDirectory(staging.Path);
            return staging;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The backup cannot be put together in {folder}: another one is under way, or the folder cannot be written.", e);
        }
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _lock.Dispose();
    }
}
