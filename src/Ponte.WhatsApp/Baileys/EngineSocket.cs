using System.IO.Pipes;

namespace Ponte.WhatsApp.Baileys;

/// <summary>
/// Where one engine process connects to, once: a Unix domain socket in a folder that only we can enter, on Windows a named pipe. Nobody but
/// this user is let in, and the folder is gone as soon as the connection stands.
/// </summary>
internal sealed class EngineSocket : IDisposable
{
    // The shortest limit of the supported systems (macOS) is 104 bytes with the final zero.
    private const int MaxUnixPath = 103;

    private readonly NamedPipeServerStream _pipe;
    private readonly string? _folder;

    private EngineSocket(string name, string address, string? folder)
    {
        _folder = folder;
        Address = address;
        _pipe = new NamedPipeServerStream(
            name, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
    }

    /// <summary>What the engine is told to connect to.</summary>
    public string Address { get; }

    /// <exception cref="IOException">The folder for temporary files cannot be used.</exception>
    public static EngineSocket Create()
    {
        if (OperatingSystem.IsWindows())
        {
            var name = "ponte-" + Path.GetRandomFileName();
            return new EngineSocket(name, @"\\.\pipe\" + name, folder: null);
        }

        var folder = Directory.CreateTempSubdirectory("ponte-").FullName;
        try
        {
            var path = Path.Combine(folder, "e");
            return System.Text.Encoding.UTF8.GetByteCount(path) <= MaxUnixPath
                ? new EngineSocket(path, path, folder)
                : throw new IOException("The path of the folder for temporary files is too long for a socket; set TMPDIR to a shorter one.");
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Waits for the connection. The stream belongs to this object.</summary>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        await _pipe.WaitForConnectionAsync(cancellationToken);
        RemoveFolder();
        return _pipe;
    }

    public void Dispose()
    {
        _pipe.Dispose();
        RemoveFolder();
    }

    private void RemoveFolder()
    {
        if (_folder is not null && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
