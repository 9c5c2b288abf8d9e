using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Hosting;

/// <summary>What the command line asks for. Everything behind the command is settings.</summary>
/// <param name="Command">What to do.</param>
/// <param name="File">The archive, for <see cref="Command.Backup"/> and <see cref="Command.Restore"/>.</param>
/// <param name="Settings">What is left.</param>
internal sealed record CommandLine(Command Command, string File, string[] Settings)
{
    private const string Usage =
        "Unknown command. Usage: account create --name <name>, backup <file>, restore <file>, doctor, or health, each followed by settings; settings only to start the server.";

    /// <summary>What it wants of the data folder; some may run while a server holds it.</summary>
    public DataFolderUse Use => Command switch
    {
        Command.CreateAccount or Command.Backup => DataFolderUse.Add,
        Command.Doctor => DataFolderUse.Inspect,
        _ => DataFolderUse.Serve,
    };

    /// <exception cref="StartException">It asks for something unknown.</exception>
    public static CommandLine Read(string[] args) => args switch
    {
        [] => new(Command.Serve, "", args),
        ["account", "create", .. var settings] => new(Command.CreateAccount, "", settings),
        ["doctor", .. var settings] => new(Command.Doctor, "", settings),
        ["backup", var file, .. var settings] when !file.StartsWith('-') => new(Command.Backup, Path.GetFullPath(file), settings),
        ["restore", var file, .. var settings] when !file.StartsWith('-') => new(Command.Restore, Path.GetFullPath(file), settings),
        [var first, ..] when first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal) => new(Command.Serve, "", args),
        _ => throw new StartException(Usage),
    };
}
