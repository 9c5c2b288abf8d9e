using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Media;

/// <summary>
/// Files that programs gave to be sent, from before their row is stored until nobody needs them: WhatsApp, and Chatwoot after it. On the disk before the row
/// is, so that no crash loses one. They are of this node: another one that drains the lane does not find them.
/// </summary>
internal sealed class OutgoingFolder
{
    // What follows is the file's name.
    private const string TokenPrefix = "outgoing:";

    private readonly string _path;

    public OutgoingFolder(DataFolder folder)
    {
        _path = folder.Outgoing;
        DataFolder.CreateDirectory(_path);
    }

    /// <summary>Where the file of a message is, or is to be.</summary>
    public string PathOf(string instanceId, string messageId) => Path.Combine(_path, $"{instanceId}.{messageId}");

    /// <summary>Waits until a file is on the disk for good.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>A file's name as a media token: whoever fetches files fetches this one too.</summary>
    public static string TokenOf(string path) => TokenPrefix + Path.GetFileName(path);

    /// <summary>The file behind a token of <see cref="TokenOf"/>, of this instance; null for any other token.</summary>
    public string? Find(string instanceId, string token)
    {
        if (!token.StartsWith(TokenPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = token[TokenPrefix.Length..];
        return name == Path.GetFileName(name) && name.StartsWith(instanceId + ".", StringComparison.Ordinal) ? Path.Combine(_path, name) : null;
    }

    /// <summary>Every file that has lain here since before a time: whose, and of which message.</summary>
    public IEnumerable<(string InstanceId, string MessageId, string Path)> OlderThan(DateTimeOffset time) => new DirectoryInfo(_path).EnumerateFiles()
        .Where(file => file.LastWriteTimeUtc < time)
        .Select(file => (Parts: file.Name.Split('.', 2), file.FullName))
        .Where(file => file.Parts.Length == 2)
        .Select(file => (file.Parts[0], file.Parts[1], file.FullName));
}
