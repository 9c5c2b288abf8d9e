using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>An answer of the double in the form of the recordings: JSON, text, or "" for an empty body.</summary>
public sealed record StepAnswer(int Status, string ContentType, string Disposition, string RetryAfter, string? Location, JsonNode? Body)
{
    public static async Task<StepAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new StepAnswer(
            (int)response.StatusCode,
            response.Content.Headers.TryGetValues("content-type", out var types) ? string.Join(',', types) : "",
            response.Content.Headers.ContentDisposition?.DispositionType ?? "",
            response.Headers.RetryAfter?.ToString() ?? "",
            response.Headers.Location?.OriginalString,
            Parse(text));
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? "" : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
