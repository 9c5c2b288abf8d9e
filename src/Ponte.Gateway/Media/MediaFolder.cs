using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Media;

/// <summary>
/// Where files are on their way: each for the length of one attempt. The rows are the truth; a file that a killed process left behind is removed at
/// the next start.
/// </summary>
internal sealed class MediaFolder
{
    private readonly string _path;

    public MediaFolder(DataFolder folder)
    {
        _path = folder.Media;
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        DataFolder.CreateDirectory(_path);
    }

    /// <summary>A place for one file, removed when it is disposed of.</summary>
    public MediaFile Take() => new(Path.Combine(_path, Guid.CreateVersion7().ToString("N")));
}
