using System.Text.Json;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>
/// Takes a file that a program wants sent and makes of it what WhatsApp can show, before its row is stored: what is wrong with it is told at once, and the lane
/// never waits for somebody's web server.
/// </summary>
internal sealed class OutgoingUploads(FileDownload downloads, Ffmpeg ffmpeg, MediaFolder folder, OutgoingFolder outgoing, IOptions<MediaOptions> options)
{
    /// <summary>The largest file that is taken inside a body, in bytes: 32 MiB. Larger ones are given by address.</summary>
    public const int MaxInline = 32 * 1024 * 1024;

    private const string Unknown = "application/octet-stream";

    /// <summary>The content to send, its file on the disk for good; or the error to answer.</summary>
    public async Task<(OutgoingContent? Content, ApiError? Error)> TakeAsync(string instanceId, MessageId id, FileDraft draft, CancellationToken cancellationToken)
    {
        using var file = folder.Take();
        var (declared, error) = draft.Inline.ValueKind == JsonValueKind.String
            ? await SaveInlineAsync(draft, file.Path, cancellationToken)
            : await FetchAsync(draft, file.Path, cancellationToken);
        if (error is not null)
        {
            return (null, error);
        }

        var sniffed = await FileSignature.ReadAsync(file, cancellationToken);
        var plan = PlanOf(draft, sniffed, declared);
        if (plan is null)
        {
            return (null, ApiError.BadRequest("imageUrl must be a PNG, JPEG, GIF or WebP picture"));
        }

        if (plan.Conversion == MediaConversion.None)
        {
            return (await KeepAsync(instanceId, id, draft, plan.Kind, plan.MimeType, file, isMoving: false, cancellationToken), null);
        }

        using var converted = folder.Take();
        if (await ffmpeg.ConvertAsync(file.Path, sniffed!, plan.Conversion, converted.Path, cancellationToken))
        {
            return (await KeepAsync(instanceId, id, draft, plan.Kind, plan.MimeType, converted, plan.Conversion == MediaConversion.MovingSticker, cancellationToken), null);
        }

        return plan.Kind == MediaKind.Sticker
            ? (null, ApiError.BadRequest("The picture could not be made into a sticker; the server needs ffmpeg for it"))
            : (await KeepAsync(instanceId, id, draft, plan.Otherwise, sniffed!, file, isMoving: false, cancellationToken), null);
    }

    private async Task<(string? Declared, ApiError? Error)> SaveInlineAsync(FileDraft draft, string path, CancellationToken cancellationToken)
    {
        var (type, isSmallEnough) = await InlineFile.SaveAsync(draft.Inline, path, Math.Min(MaxInline, options.Value.MaxBytes), cancellationToken);
        return type is null ? (null, ApiError.BadRequest("Invalid request body: the file must be an http or https address, a data URI or base64"))
            : isSmallEnough ? (draft.MimeType ?? (type.Length > 0 ? type : null), null)
            : (null, new ApiError(StatusCodes.Status413PayloadTooLarge, $"The file is larger than {MaxInline / (1024 * 1024)} MB; give its address instead"));
    }

    private async Task<(string? Declared, ApiError? Error)> FetchAsync(FileDraft draft, string path, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(draft.Url, UriKind.Absolute, out var url))
        {
            return (null, ApiError.BadRequest("Invalid request body: the file must be an http or https address, a data URI or base64"));
        }

        return await downloads.FetchAsync(url, static hop => hop, path, options.Value.MaxBytes, cancellationToken) switch
        {
            DownloadAnswer.Saved when new FileInfo(path).Length > 0 => (draft.MimeType, null),
            DownloadAnswer.Saved => (null, ApiError.BadRequest("The file is empty, and WhatsApp does not carry empty files")),
            DownloadAnswer.TooLarge => (null, ApiError.BadRequest($"The file is larger than {options.Value.MaxMegabytes} MB, the most that is carried here")),
            DownloadAnswer.Refused refused => (null, ApiError.BadRequest($"The file could not be fetched: {refused.Reason}")),
            DownloadAnswer.Failed failed => (null, ApiError.BadRequest($"The file could not be fetched: {failed.Reason}")),
            var other => throw new InvalidOperationException($"No such answer: {other.GetType().Name}"),
        };
    }

    // What the bytes are decides; what was asked for only where both are possible.
    private static MediaPlan? PlanOf(FileDraft draft, string? sniffed, string? declared) => draft.Type switch
    {
        "sticker" => sniffed switch
        {
            "image/gif" => new MediaPlan(MediaKind.Sticker, "image/webp", MediaConversion.MovingSticker, MediaKind.Document),
            "image/png" or "image/jpeg" or "image/webp" => new MediaPlan(MediaKind.Sticker, "image/webp", MediaConversion.Sticker, MediaKind.Document),
            _ => null,
        },
        "document" => new MediaPlan(MediaKind.Document, IsType(declared) ? declared! : sniffed ?? Unknown, MediaConversion.None, MediaKind.Document),
        _ => MediaPlan.Of(sniffed, draft.Type == "audio" ? declared ?? "audio/ogg" : declared, draft.Type == "audio" && draft.IsVoice, !string.IsNullOrEmpty(draft.Caption)),
    };

    private static bool IsType(string? declared) =>
        declared is { Length: > 2 and <= 100 } && declared.Contains('/', StringComparison.Ordinal) && declared.All(letter => letter is > ' ' and < '\x7f');

    private async Task<OutgoingMedia> KeepAsync(
        string instanceId, MessageId id, FileDraft draft, MediaKind kind, string type, MediaFile file, bool isMoving, CancellationToken cancellationToken)
    {
        var isRecording = kind is MediaKind.Voice or MediaKind.Audio;
        var seconds = kind == MediaKind.Voice ? await OggDuration.ReadAsync(file.Path, cancellationToken) ?? draft.Seconds : draft.Seconds;
        var path = outgoing.PathOf(instanceId, id.Value);
        File.Move(file.Path, path, overwrite: true);
        OutgoingFolder.Flush(path);
        return new OutgoingMedia(kind, path, type)
        {
            FileName = kind == MediaKind.Document ? draft.FileName ?? "file" : draft.FileName,
            Caption = string.IsNullOrEmpty(draft.Caption) || isRecording || kind == MediaKind.Sticker ? null : draft.Caption,
            Seconds = kind is MediaKind.Voice or MediaKind.Audio or MediaKind.Video ? seconds : null,
            Waveform = kind == MediaKind.Voice ? draft.Waveform : null,
            IsAnimated = isMoving,
        };
    }
}
