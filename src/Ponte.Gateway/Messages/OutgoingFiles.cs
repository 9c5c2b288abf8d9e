using Microsoft.Extensions.Options;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>Fetches the file of an agent's message and makes of it what WhatsApp can show.</summary>
internal sealed class OutgoingFiles(
    FileDownload downloads, Ffmpeg ffmpeg, MediaFolder folder, HostHealth hosts, IOptions<MediaOptions> media, IOptions<BridgeOptions> bridge)
{
    // Chatwoot's own files; those of an outside storage are behind a redirect from here.
    private const string OwnPath = "/rails/";

    /// <summary>Makes a file ready; the caller disposes of the answer after the send.</summary>
    /// <param name="attachment">The file.</param>
    /// <param name="caption">The words below it; empty: none.</param>
    /// <param name="attempts">The row's attempts before this one: a file that alone stays out of reach must not hold up its chat for ever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PreparedFile> PrepareAsync(OutgoingAttachment attachment, string caption, int attempts, CancellationToken cancellationToken)
    {
        if (attachment.Size > media.Value.MaxBytes)
        {
            return Failed("file_too_large", TooLarge());
        }

        var file = folder.Take();
        try
        {
            var answer = await FetchAsync(attachment, file.Path, cancellationToken);
            if (answer is DownloadAnswer.Saved)
            {
                var prepared = await ConvertAsync(attachment, caption, file, cancellationToken);
                file = null;
                return prepared;
            }

            return answer switch
            {
                DownloadAnswer.TooLarge => Failed("file_too_large", TooLarge()),
                DownloadAnswer.Refused refused => Failed("file_gone", $"The file could not be fetched from Chatwoot: {refused.Reason}."),
                DownloadAnswer.Failed failed when hosts.IsAlone(attachment.BaseUrl, attempts) =>
                    Failed("file_unavailable", $"The file could not be fetched from Chatwoot, time and again: {failed.Reason}. Press Retry when it is there."),
                DownloadAnswer.Failed failed => new PreparedFile(
                    null,
                    new DeliveryOutcome.RetryAt(new DeliveryFailure("file_unavailable", $"The file cannot be fetched from Chatwoot now: {failed.Reason}.", true)),
                    null),
                _ => throw new InvalidOperationException($"No such answer: {answer.GetType().Name}"),
            };
        }
        finally
        {
            file?.Dispose();
        }
    }

    private async Task<DownloadAnswer> FetchAsync(OutgoingAttachment attachment, string path, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var url))
        {
            return new DownloadAnswer.Refused("Chatwoot gave no address for it");
        }

        var limit = media.Value.MaxBytes;
        if (bridge.Value.AttachmentBaseUrl is { Length: > 0 } always)
        {
            return await downloads.FetchAsync(url, Under(url, new Uri(always)), path, limit, cancellationToken);
        }

        var answer = await downloads.FetchAsync(url, static hop => hop, path, limit, cancellationToken);
        var known = new Uri(attachment.BaseUrl);
        return answer is DownloadAnswer.Refused or DownloadAnswer.Failed { IsUnreachable: true } && url.Authority != known.Authority && IsOwn(url)
            ? await downloads.FetchAsync(url, Under(url, known), path, limit, cancellationToken)
            : answer;
    }

    // Every hop that Chatwoot believes to be on its own host.
    private static Func<Uri, Uri> Under(Uri url, Uri origin) => hop => hop.Authority == url.Authority && IsOwn(hop)
        ? new UriBuilder(hop) { Scheme = origin.Scheme, Host = origin.Host, Port = origin.Port }.Uri
        : hop;

    private static bool IsOwn(Uri url) => url.AbsolutePath.StartsWith(OwnPath, StringComparison.Ordinal);

    private async Task<PreparedFile> ConvertAsync(OutgoingAttachment attachment, string caption, MediaFile file, CancellationToken cancellationToken)
    {
        var head = new byte[FileSignature.Length];
        int read;
        await using (var stream = file.OpenRead())
        {
            read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        }

        if (read == 0)
        {
            file.Dispose();
            return Failed("file_empty", "The file is empty, and WhatsApp does not carry empty files.");
        }

        var sniffed = FileSignature.TypeOf(head.AsSpan(0, read));
        var plan = MediaPlan.Of(sniffed, attachment.ContentType, attachment.IsRecording, caption.Length > 0);
        if (plan.Conversion == MediaConversion.None)
        {
            return await ReadyAsync(plan.Kind, plan.MimeType, attachment, caption, file, cancellationToken);
        }

        var converted = folder.Take();
        if (await ffmpeg.ConvertAsync(file.Path, sniffed!, plan.Conversion, converted.Path, cancellationToken))
        {
            file.Dispose();
            return await ReadyAsync(plan.Kind, plan.MimeType, attachment, caption, converted, cancellationToken);
        }

        converted.Dispose();
        return await ReadyAsync(plan.Otherwise, sniffed!, attachment, caption, file, cancellationToken);
    }

    private static async Task<PreparedFile> ReadyAsync(
        MediaKind kind, string type, OutgoingAttachment attachment, string caption, MediaFile file, CancellationToken cancellationToken)
    {
        var ready = new OutgoingMedia(kind, file.Path, type)
        {
            FileName = attachment.Name,
            Caption = caption.Length > 0 ? caption : null,
            Seconds = kind == MediaKind.Voice ? await OggDuration.ReadAsync(file.Path, cancellationToken) : null,
        };
        return new PreparedFile(ready, null, file);
    }

    private string TooLarge() => $"The file is larger than {media.Value.MaxMegabytes} MB, the most that is carried here.";

    private static PreparedFile Failed(string code, string sentence) => new(null, new DeliveryOutcome.Failed(new DeliveryFailure(code, sentence, true)), null);
}
