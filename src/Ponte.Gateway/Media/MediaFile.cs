namespace Ponte.Gateway.Media;

/// <summary>A file on its way. Disposing removes it, if it is there.</summary>
internal sealed class MediaFile(string path) : IDisposable
{
    /// <summary>Where it is, or is to be.</summary>
    public string Path { get; } = path;

    /// <summary>Opens it for reading, for code that reads once from beginning to end.</summary>
    public FileStream OpenRead() => new(
        Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
