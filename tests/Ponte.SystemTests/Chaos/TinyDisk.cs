namespace Ponte.SystemTests.Chaos;

/// <summary>A file system of a few megabytes in memory, which can be filled to the last byte. Mounting it needs root, as in a container.</summary>
internal sealed class TinyDisk : IAsyncDisposable
{
    private const int Megabytes = 48;
    private readonly TemporaryFolder _folder;
    private FileStream? _filler;

    private TinyDisk(TemporaryFolder folder) => _folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    /// <summary>Mounts one.</summary>
    public static async Task<TinyDisk> MountAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Mounting a file system needs root on Linux.");
        var folder = new TemporaryFolder();
        try
        {
            await ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder.Path]);
            return new TinyDisk(folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        _filler = new FileStream(_folder.File("filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[64 * 1024]; block.Length > 0; block = new byte[block.Length / 2])
        {
            try
            {
                while (true)
                {
                    _filler.Write(block);
                }
            }
            catch (IOException)
            {
                // Full, at this size of a block.
            }
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free()
    {
        _filler?.Dispose();
        File.Delete(_folder.File("filler"));
    }

    public async ValueTask DisposeAsync()
    {
        _filler?.Dispose();
        await ChildProcess.RunAsync("umount", ["-l", _folder.Path]);
        _folder.Dispose();
    }
}
