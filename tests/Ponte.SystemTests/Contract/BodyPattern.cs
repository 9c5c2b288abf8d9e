using System.Globalization;
using System.Text.Json;

namespace Ponte.SystemTests.Contract;

/// <summary>
/// A body as a row writes it: JSON with exactly these keys, in any order, and these values, where a text in angle brackets stands for any value of its type
/// (<c>&lt;string&gt;</c>, <c>&lt;integer&gt;</c>, <c>&lt;number&gt;</c>, <c>&lt;boolean&gt;</c>, <c>&lt;object&gt;</c>, <c>&lt;array&gt;</c>, <c>&lt;time&gt;</c>: RFC 3339 in UTC,
/// <c>&lt;any&gt;</c>; <c>&lt;string?&gt;</c> may be null). <c>&lt;string as :sent&gt;</c> gives the value a name for later rows. The key <c>…</c>: there may be others.
/// </summary>
internal static class BodyPattern
{
    private const string Open = "…";

    /// <summary>What does not fit; null: nothing.</summary>
    public static string? Difference(string pattern, string body, Dictionary<string, string> names)
    {
        try
        {
            return Difference(JsonDocument.Parse(pattern).RootElement, JsonDocument.Parse(body).RootElement, "$", names);
        }
        catch (JsonException)
        {
            return $"not JSON, or no pattern: {pattern}";
        }
    }

    private static string? Difference(JsonElement pattern, JsonElement value, string at, Dictionary<string, string> names) => pattern.ValueKind switch
    {
        JsonValueKind.String when pattern.GetString() is ['<', .., '>'] type => OfType(type[1..^1], value, names) ? null : $"{at} is not {type}",
        JsonValueKind.Object when value.ValueKind == JsonValueKind.Object => InObject(pattern, value, at, names),
        JsonValueKind.Array when value.ValueKind == JsonValueKind.Array => pattern.GetArrayLength() == value.GetArrayLength()
            ? pattern.EnumerateArray().Zip(value.EnumerateArray()).Select((pair, n) => Difference(pair.First, pair.Second, $"{at}[{n}]", names)).FirstOrDefault(text => text is not null)
            : $"{at} has {value.GetArrayLength()} elements",
        _ => JsonElement.DeepEquals(pattern, value) ? null : $"{at} is not {pattern.GetRawText()}",
    };

    private static string? InObject(JsonElement pattern, JsonElement value, string at, Dictionary<string, string> names)
    {
        foreach (var field in pattern.EnumerateObject().Where(field => field.Name != Open))
        {
            if (!value.TryGetProperty(field.Name, out var found))
            {
                return $"{at}.{field.Name} is missing";
            }

            if (Difference(field.Value, found, $"{at}.{field.Name}", names) is { } different)
            {
                return different;
            }
        }

        var more = value.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !pattern.TryGetProperty(name, out _));
        return more is null || pattern.TryGetProperty(Open, out _) ? null : $"{at}.{more} is one key too many";
    }

    private static bool OfType(string text, JsonElement value, Dictionary<string, string> names)
    {
        var (type, name) = text.Split(" as ") is [var first, var second] ? (first, second) : (text, null);
        if (type.EndsWith('?') && value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        var fits = type.TrimEnd('?') switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "time" => value.ValueKind == JsonValueKind.String && value.GetString() is [.., 'Z'] time && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _),
            "any" => true,
            _ => throw new FormatException($"No type: {type}"),
        };
        if (fits && name is not null)
        {
            names[name] = value.ToString();
        }

        return fits;
    }
}
