using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>
/// What is shown of the first page that a text links to: title, description and picture as the page itself tells them (Open Graph, else its title). The page is
/// fetched like any file, through the egress guard. A page that cannot be read costs the preview, never the message.
/// </summary>
internal sealed partial class LinkPreviews(FileDownload downloads, Ffmpeg ffmpeg, MediaFolder folder, TimeProvider time)
{
    private const long LargestPage = 1024 * 1024;
    private const long LargestPicture = 5 * 1024 * 1024;

    // The engine drops larger ones.
    private const long LargestThumbnail = 64 * 1024;
    private const int LongestText = 500;

    // The caller waits for it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>The preview; null when the text has no link, or its page tells no title in time.</summary>
    public async Task<LinkPreview?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Link().Match(text).Value.TrimEnd('.', ',', ';', ':', '!', '?', ')'), UriKind.Absolute, out var url))
        {
            return null;
        }

        using var timer = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await ReadAsync(url, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<LinkPreview?> ReadAsync(Uri url, CancellationToken cancellationToken)
    {
        using var page = folder.Take();
        if (await downloads.FetchAsync(url, static hop => hop, page.Path, LargestPage, cancellationToken) is not DownloadAnswer.Saved)
        {
            return null;
        }

        await using var stream = page.OpenRead();
        using var document = await new HtmlParser().ParseDocumentAsync(stream, cancellationToken);
        if (Text(Meta(document, "og:title") ?? document.Title) is not { } title)
        {
            return null;
        }

        return new LinkPreview(url.AbsoluteUri, title)
        {
            Description = Text(Meta(document, "og:description") ?? Meta(document, "description")),
            Thumbnail = Uri.TryCreate(url, Meta(document, "og:image") ?? "", out var picture) && picture != url ? await PictureAsync(picture, cancellationToken) : null,
        };
    }

    private async Task<IReadOnlyList<byte>?> PictureAsync(Uri url, CancellationToken cancellationToken)
    {
        using var file = folder.Take();
        if (await downloads.FetchAsync(url, static hop => hop, file.Path, LargestPicture, cancellationToken) is not DownloadAnswer.Saved
            || await FileSignature.ReadAsync(file, cancellationToken) is not { } type)
        {
            return null;
        }

        using var small = folder.Take();
        return await ffmpeg.ConvertAsync(file.Path, type, MediaConversion.Thumbnail, small.Path, cancellationToken) && new FileInfo(small.Path).Length <= LargestThumbnail
            ? await File.ReadAllBytesAsync(small.Path, cancellationToken)
            : null;
    }

    private static string? Meta(IDocument document, string name) =>
        document.QuerySelector($"meta[property='{name}'], meta[name='{name}']")?.GetAttribute("content");

    private static string? Text(string? text)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line.Length <= LongestText ? line : line[..(char.IsHighSurrogate(line[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    [GeneratedRegex(@"https?://[^\s<>""]{1,2000}", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
