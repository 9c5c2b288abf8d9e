using Ponte.Gateway.Media;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>The kinds of pictures that Chatwoot takes for an avatar, told by how a file begins.</summary>
internal static class PictureTypes
{
    private static readonly (byte[] Begin, string Type)[] Known =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "image/png"),
        ([(byte)'G', (byte)'I', (byte)'F', (byte)'8'], "image/gif"),
    ];

    /// <summary>The MIME type; null for anything else.</summary>
    public static async Task<string?> OfAsync(MediaFile file, CancellationToken cancellationToken)
    {
        var begin = new byte[4];
        await using var content = file.OpenRead();
        var read = await content.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken);
        return Known.FirstOrDefault(kind => begin.AsSpan(0, read).StartsWith(kind.Begin)).Type;
    }
}
