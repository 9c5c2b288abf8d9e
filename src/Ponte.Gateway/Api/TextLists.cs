using System.Text.Json;

namespace Ponte.Gateway.Api;

/// <summary>Lists of texts in the fields of a body.</summary>
internal static class TextLists
{
    private const int MaxLength = 256;

    /// <summary>A list of short texts, where whole numbers stand for their digits; null when absent. Reported: anything else, and more than <paramref name="max"/>.</summary>
    public static IReadOnlyList<string>? TextList(this JsonFields fields, string name, int max)
    {
        if (!fields.Has(name))
        {
            return null;
        }

        if (fields.Body.GetProperty(name) is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() > max)
        {
            fields.Report($"{name} must be an array of at most {max} strings");
            return null;
        }

        var texts = array.EnumerateArray().Select(TextOf).ToList();
        if (!texts.Contains(null))
        {
            return [.. texts.OfType<string>()];
        }

        fields.Report($"{name} must be an array of strings");
        return null;
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            var text = element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number when element.TryGetInt64(out _) => element.GetRawText(),
                _ => null,
            };
            return text?.Length <= MaxLength ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
