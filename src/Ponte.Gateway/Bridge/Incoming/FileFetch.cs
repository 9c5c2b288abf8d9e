using Microsoft.Extensions.Options;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Fetches the files of an event from WhatsApp to the disk, from where they are streamed to Chatwoot.</summary>
internal sealed class FileFetch(IGrainFactory grains, MediaFolder folder, IOptions<MediaOptions> options, TimeProvider time)
{
    // An ad's picture is an ornament: it is worth one try and no wait.
    private const long LargestAdPicture = 5 * 1024 * 1024;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <summary>Fetches what an event has; tries a few times.</summary>
    public async Task<FetchedFiles> FetchAsync(string instanceId, MessageEvent happened, CancellationToken cancellationToken)
    {
        if (IncomingFile.Of(happened) is { } file && happened is MessageReceived { Content: IncomingMedia media })
        {
            var place = folder.Take();
            var answer = await FetchAsync(instanceId, file.Reference, place.Path, cancellationToken);
            return answer.Outcome switch
            {
                FetchOutcome.Saved => new FetchedFiles([Attachment(file, place)], null, IsMissing: false, [place]),
                FetchOutcome.TooLarge => new FetchedFiles([], MediaText.TooLarge(media, answer.Size ?? file.Reference.Size, options.Value.MaxBytes), IsMissing: false, [place]),
                _ => new FetchedFiles([], MediaText.Missing(media), IsMissing: true, [place]),
            };
        }

        return IncomingFile.OfAd(happened) is { } picture ? await FetchAdAsync(instanceId, picture) : FetchedFiles.None;
    }

    /// <summary>Fetches one file once.</summary>
    public async Task<FetchAnswer> FetchOnceAsync(string instanceId, MediaReference file, string path, long maxBytes)
    {
        try
        {
            var answer = await grains.GetGrain<IInstanceGrain>(instanceId).FetchAsync(file, path, maxBytes);
            return answer.Outcome == FetchOutcome.Saved && !File.Exists(path)
                ? new FetchAnswer(FetchOutcome.Failed, null, "The session runs on another node, whose files are not here.")
                : answer;
        }
        catch (TimeoutException)
        {
            return new FetchAnswer(FetchOutcome.Failed, null, "The session did not answer.");
        }
    }

    /// <summary>The attachment for a file on the disk.</summary>
    public static NewAttachment Attachment(IncomingFile file, MediaFile place) =>
        new(file.Name, file.ContentType, _ => ValueTask.FromResult<Stream>(place.OpenRead())) { Length = new FileInfo(place.Path).Length };

    private async Task<FetchAnswer> FetchAsync(string instanceId, MediaReference file, string path, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await FetchOnceAsync(instanceId, file, path, options.Value.MaxBytes);
            if (answer.Outcome != FetchOutcome.Failed || attempt == Pauses.Length)
            {
                return answer;
            }

            await Task.Delay(Pauses[attempt], time, cancellationToken);
        }
    }

    private async Task<FetchedFiles> FetchAdAsync(string instanceId, IncomingFile picture)
    {
        var place = folder.Take();
        var answer = await FetchOnceAsync(instanceId, picture.Reference, place.Path, LargestAdPicture);
        return new FetchedFiles(answer.Outcome == FetchOutcome.Saved ? [Attachment(picture, place)] : [], null, IsMissing: false, [place]);
    }
}
