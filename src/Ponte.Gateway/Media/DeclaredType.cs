using System.Net.Http.Headers;

namespace Ponte.Gateway.Media;

/// <summary>The MIME type that a sender declared.</summary>
internal static class DeclaredType
{
    private const string Anything = "application/octet-stream";

    // A browser would run what is in them.
    private static readonly string[] Active = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript", "application/javascript"];

    /// <summary>The type alone, in lower case; <c>application/octet-stream</c> when it is none.</summary>
    public static string Plain(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && type.MediaType is { Length: > 0 and < 128 } plain ? plain.ToLowerInvariant() : Anything;

    /// <summary>As <see cref="Plain"/>, for those who open the file in a browser: what could run there is a file like any other.</summary>
    public static string Harmless(string declared) => Plain(declared) is var plain && Active.Contains(plain, StringComparer.Ordinal) ? Anything : plain;
}
