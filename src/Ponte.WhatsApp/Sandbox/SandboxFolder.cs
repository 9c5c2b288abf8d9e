namespace Ponte.WhatsApp.Sandbox;

/// <summary>The files of one sandbox session. They hold messages, so nobody but their owner may read them.</summary>
internal sealed class SandboxFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Received => Path.Combine(path, "received.jsonl");

    public string Acknowledged => Path.Combine(path, "acknowledged");

    public string Sent => Path.Combine(path, "sent.jsonl");

    public string Connection => Path.Combine(path, "connection");

    /// <summary>What simulated WhatsApp tells of people and groups.</summary>
    public string People => Path.Combine(path, "people.json");

    /// <summary>What the phone's owner has set up.</summary>
    public string Own => Path.Combine(path, "own.json");

    /// <summary>The folder of files to receive.</summary>
    public string ReceivedMedia => Path.Combine(path, "received");

    /// <summary>The folder of files that were sent.</summary>
    public string SentMedia => Path.Combine(path, "sent");

    public void Create() => CreateDirectory(path);

    /// <summary>Creates a folder that nobody but its owner may read, if it is not there.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    public static FileStream Open(string file, FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(file, options);
    }

    /// <summary>Replaces a file as a whole: after a crash it is either the old or the new one.</summary>
    public static void Replace(string file, Action<FileStream> write)
    {
        var temporary = file + ".tmp";
        using (var stream = Open(temporary, FileMode.Create, FileAccess.Write))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
