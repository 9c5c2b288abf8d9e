namespace Ponte.Gateway.Storage;

/// <summary>What a process wants of the data folder.</summary>
internal enum DataFolderUse
{
    /// <summary>To serve from it, alone.</summary>
    Serve,

    /// <summary>To add a row, if need be beside a server.</summary>
    Add,

    /// <summary>To look, and to change nothing.</summary>
    Inspect,
}
