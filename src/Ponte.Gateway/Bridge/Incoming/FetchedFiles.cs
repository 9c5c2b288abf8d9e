using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Media;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The files of one event, as far as they could be fetched. Disposing removes them from the disk.</summary>
/// <param name="Attachments">What to attach.</param>
/// <param name="Notice">Words that stand for the message's own file; null when it is attached, or when there is none.</param>
/// <param name="IsMissing">Its own file may be had later.</param>
/// <param name="OnDisk">The files on the disk.</param>
internal sealed record FetchedFiles(IReadOnlyList<NewAttachment> Attachments, string? Notice, bool IsMissing, IReadOnlyList<MediaFile> OnDisk) : IDisposable
{
    public static FetchedFiles None { get; } = new([], null, IsMissing: false, []);

    public void Dispose()
    {
        foreach (var file in OnDisk)
        {
            file.Dispose();
        }
    }
}
