using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponte.Chatwoot.Http;

/// <summary>
/// The words of an error body: Chatwoot's <c>error</c>, <c>errors[]</c> or <c>message</c>, else the first 200 characters of the body
/// (http-contract 9), on one line and without secrets.
/// </summary>
internal static partial class ErrorText
{
    private const int BodyLimit = 200;
    private const int TextLimit = 500;
    private const int QuoteLimit = 64 * 1024;

    // Linear in time: the text is hostile.
    private static readonly Regex SecretField = new(
        "(\"[^\"]*(?:token|secret|password)[^\"]*\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*(?:\"|$)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <summary>Whether the body is a JSON object, whether it has the <c>errors</c> array, and its words.</summary>
    public static (bool IsJson, bool HasErrorsArray, string Text) Read(ReadOnlyMemory<byte> body, string token)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                var (hasArray, text) = Words(root);
                return (true, hasArray, text is null ? Quote(body, token) : Clean(text, token, TextLimit));
            }

            return (true, false, Quote(body, token));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name or text with half of a surrogate pair.
            return (false, false, Quote(body, token));
        }
    }

    /// <summary>The first 200 characters of a body, on one line and without secrets.</summary>
    public static string Quote(ReadOnlyMemory<byte> body, string token)
    {
        var text = Clean(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, QuoteLimit)]), token, BodyLimit);
        return text.Length == 0 ? "empty answer" : text;
    }

    /// <summary>One line, without control characters and secrets, cut to a length.</summary>
    public static string Clean(string text, string token, int limit)
    {
        var flat = Whitespace().Replace(SecretField.Replace(text, "$1[secret]\""), " ").Trim();
        if (token.Length > 0)
        {
            flat = flat.Replace(token, "[token]", StringComparison.Ordinal);
        }

        return flat.Length <= limit ? flat : flat[..(char.IsHighSurrogate(flat[limit - 1]) ? limit - 1 : limit)];
    }

    private static (bool HasArray, string? Text) Words(JsonElement root)
    {
        if (Text(root, "error") is { } error)
        {
            return (false, error);
        }

        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            return (true, string.Join(", ", errors.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText())));
        }

        return (false, Text(root, "message"));
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Whitespace();
}
