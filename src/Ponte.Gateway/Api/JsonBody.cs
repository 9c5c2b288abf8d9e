using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Ponte.Gateway.Api;

/// <summary>Reads request bodies.</summary>
internal static class JsonBody
{
    /// <summary>
    /// Reads the body of a request as a JSON object, at most 1 MiB unless the caller says otherwise. Malformed JSON is a problem of the fields; it does not throw.
    /// Call it after all checks that come before the body (http-contract §9).
    /// </summary>
    /// <exception cref="BadHttpRequestException">413 or 415; the edge answers it in the error envelope.</exception>
    public static async Task<JsonFields> ReadJsonAsync(this HttpRequest request, int limit = RequestBody.MaxSize) => (await request.ReadJsonAndBodyAsync(limit)).Fields;

    /// <summary>As <see cref="ReadJsonAsync"/>, with the bytes as they came.</summary>
    /// <param name="request">Whose body has not been read yet.</param>
    /// <param name="limit">In bytes.</param>
    public static async Task<(JsonFields Fields, ReadOnlyMemory<byte> Body)> ReadJsonAndBodyAsync(this HttpRequest request, int limit)
    {
        if (!IsJson(request.ContentType))
        {
            throw new BadHttpRequestException("Content-Type must be application/json", StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await request.ReadAsync(limit);
        try
        {
            // Not disposed of: its elements live as long as the body does, which may be large and is not copied.
            return (new JsonFields(JsonDocument.Parse(body).RootElement), body);
        }
        catch (JsonException e)
        {
            var problem = e.LineNumber is { } line && body.Length != 0 ? $"malformed JSON at line {line + 1}, position {e.BytePositionInLine + 1}" : "the body is empty";
            return (JsonFields.Unreadable(problem), body);
        }
    }

    // Absent is fine: many clients of small APIs do not bother.
    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
