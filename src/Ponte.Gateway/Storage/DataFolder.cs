using System.Globalization;
using System.Security.Cryptography;

namespace Ponte.Gateway.Storage;

/// <summary>
/// The folder that holds everything Ponte keeps outside PostgreSQL: created 0700, and locked for the life of the process that serves from it.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? @lock, string nodeId)
    {
        Path = path;
        _lock = @lock;
        NodeId = nodeId;
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The SQLite file.</summary>
    public string Database => System.IO.Path.Combine(Path, "ponte.db");

    /// <summary>The generated encryption key, 0600, base64. Absent when the key comes from the environment.</summary>
    public string EncryptionKey => System.IO.Path.Combine(Path, "encryption.key");

    /// <summary>Where the sandbox engine keeps its simulated phones.</summary>
    public string Sandbox => System.IO.Path.Combine(Path, "sandbox");

    /// <summary>Where the engine of real numbers keeps its sessions.</summary>
    public string Sessions => System.IO.Path.Combine(Path, "sessions");

    /// <summary>Where files are while they are carried from one side to the other.</summary>
    public string Media => System.IO.Path.Combine(Path, "media");

    /// <summary>Where files are that programs gave to be sent.</summary>
    public string Outgoing => System.IO.Path.Combine(Path, "outgoing");

    /// <summary>The addresses that the server on this folder listens on, or last did, one a line.</summary>
    public string Addresses => System.IO.Path.Combine(Path, "ponte.urls");
    /// <summary>What a backup takes along is put together here, and removed when it is done.</summary>
    public string Backup => System.IO.Path.Combine(Path, "backup");

    /// <summary>What an archive holds, on its way into the folder. As long as it is there, the folder is not whole and no server may start on it.</summary>
    public string Restore => System.IO.Path.Combine(Path, "restore");

    /// <summary>The file of <see cref="NodeId"/>.</summary>
    public string NodeIdFile => NodeIdFileOf(Path);

    /// <summary>This node's random name, the same after every start: <c>node_</c> and 16 hexadecimal digits.</summary>
    public string NodeId { get; }

    /// <summary>False when <see cref="OpenShared"/> found a server at work on the folder, and after <see cref="Inspect"/>.</summary>
    public bool IsLocked => _lock is not null;

    /// <summary>Creates the folder where it is missing and locks it.</summary>
    /// <exception cref="StartException">It cannot be written, or another process serves from it.</exception>
    public static DataFolder Open(string path)
    {
        var folder = OpenShared(path);
        return folder.IsLocked ? folder : throw new StartException($"The data folder {folder.Path} is already in use by process {OwnerOf(folder.Path)}.");
    }

    /// <summary>As <see cref="Open"/>, but goes on without the lock beside a running server: for commands that only add a row.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static DataFolder OpenShared(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            CreateDirectory(path);
            return new DataFolder(path, TryLock(path), ReadNodeId(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {path} cannot be written: {Reason(e)}. Choose another one with Ponte:DataPath.", e);
        }
    }

    /// <summary>For looking only: nothing is created, written or locked.</summary>
    /// <exception cref="StartException">It is not there, or cannot be read.</exception>
    public static DataFolder Inspect(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            return Directory.Exists(path)
                ? new DataFolder(path, null, KnownNodeId(path) ?? "")
                : throw new StartException($"There is no data folder {path}. Start Ponte once, or name its folder with --Ponte:DataPath.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {path} cannot be read: {Reason(e)}.", e);
        }
    }

    /// <summary>Whether some process serves from the folder now.</summary>
    public bool IsServed()
    {
        if (IsLocked)
        {
            return true;
        }

        try
        {
            using var probe = new FileStream(LockFile(Path), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException e)
        {
            return IsSharingViolation(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    /// <summary>Creates a folder that only this user may enter.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream? TryLock(string path)
    {
        FileStream held;
        try
        {
            held = new FileStream(LockFile(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            return null;
        }

        // Beside the lock and not in it: a locked file cannot be read everywhere.
        File.WriteAllText(PidFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return held;
    }

    // Windows' ERROR_SHARING_VIOLATION, and EWOULDBLOCK as Linux and macOS number it.
    private static bool IsSharingViolation(IOException e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;

    private static string OwnerOf(string path)
    {
        try
        {
            return File.ReadAllText(PidFile(path)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "(unknown)";
        }
    }

    private static string LockFile(string path) => System.IO.Path.Combine(path, "ponte.lock");
    private static string NodeIdFileOf(string path) => System.IO.Path.Combine(path, "node-id");

    private static string PidFile(string path) => System.IO.Path.Combine(path, "ponte.pid");

    private static string? KnownNodeId(string path) =>
        File.Exists(NodeIdFileOf(path)) && File.ReadAllText(NodeIdFileOf(path)).Trim() is { Length: > 0 } known ? known : null;

    private static string ReadNodeId(string path)
    {
        if (KnownNodeId(path) is { } known)
        {
            return known;
        }

        var id = "node_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(NodeIdFileOf(path), id + "\n");
        return id;
    }

    private static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.TrimEnd('.'),
    };
}
