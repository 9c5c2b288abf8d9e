using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Media;

/// <summary>Makes the picture of a person or group, a JPEG of 640 x 640, of what a caller names: an address, a <c>data:</c> URI or base64.</summary>
internal sealed class ProfilePictures(FileDownload download, Ffmpeg ffmpeg, MediaFolder folder, IOptions<MediaOptions> options)
{
    /// <summary>The longest text that names a picture: 10 MiB in base64, and the head of a <c>data:</c> URI.</summary>
    public const int MaxLength = (10 * 1024 * 1024 / 3 * 4) + 256;

    private const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>The picture, or what is wrong with it in words that follow a field's name. The file is the caller's to dispose of.</summary>
    public async Task<(MediaFile? Picture, string Problem)> MakeAsync(string source, CancellationToken cancellationToken)
    {
        using var given = folder.Take();
        if (await FetchAsync(source, given.Path, cancellationToken) is { } problem)
        {
            return (null, problem);
        }

        if (await TypeOfAsync(given, cancellationToken) is not { } type || !type.StartsWith("image/", StringComparison.Ordinal))
        {
            return (null, "is not a picture");
        }

        var picture = folder.Take();
        if (await ffmpeg.ConvertAsync(given.Path, type, MediaConversion.ProfilePicture, picture.Path, cancellationToken))
        {
            return (picture, "");
        }

        if (type != "image/jpeg" || options.Value.FfmpegPath.Length > 0)
        {
            picture.Dispose();
            return (null, "cannot be made a JPEG picture");
        }

        // Without ffmpeg, what is a JPEG already goes as it is.
        File.Move(given.Path, picture.Path);
        return (picture, "");
    }

    private async Task<string?> FetchAsync(string source, string path, CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return await download.FetchAsync(url, static hop => hop, path, Math.Min(MaxBytes, options.Value.MaxBytes), cancellationToken) switch
            {
                DownloadAnswer.Saved => null,
                DownloadAnswer.TooLarge => "is larger than 10 MiB",
                DownloadAnswer.Refused refused => "could not be fetched: " + refused.Reason,
                DownloadAnswer.Failed failed => "could not be fetched: " + failed.Reason,
                _ => "could not be fetched",
            };
        }

        var comma = source.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? source.IndexOf(',', StringComparison.Ordinal) : -1;
        var bytes = new byte[source.Length];
        if (!Convert.TryFromBase64Chars(source.AsSpan(comma + 1), bytes, out var length) || length == 0)
        {
            return "must be an http or https URL, a data: URI or base64";
        }

        await File.WriteAllBytesAsync(path, bytes.AsMemory(0, length), cancellationToken);
        return null;
    }

    private static async Task<string?> TypeOfAsync(MediaFile file, CancellationToken cancellationToken)
    {
        var head = new byte[FileSignature.Length];
        await using var stream = file.OpenRead();
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return FileSignature.TypeOf(head.AsSpan(0, read));
    }
}
