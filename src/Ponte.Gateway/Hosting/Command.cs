namespace Ponte.Gateway.Hosting;

/// <summary>What the program can be asked to do.</summary>
internal enum Command
{
    /// <summary>To be the server, until it is stopped.</summary>
    Serve,

    /// <summary>To add an account.</summary>
    CreateAccount,

    /// <summary>To write an archive of everything.</summary>
    Backup,

    /// <summary>To look at everything Ponte needs.</summary>
    Doctor,

    /// <summary>To bring an archive into an empty data folder.</summary>
    Restore,
}
