using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Events.Payloads;

namespace Ponte.Gateway.Events;

/// <summary>Which types of events somebody wants; empty: all.</summary>
internal static class EventFilter
{
    /// <summary>Reads a field of a body: an array of the six types, each at most once; absent: empty. What is wrong is reported.</summary>
    public static IReadOnlyList<string> Read(JsonFields fields, string name)
    {
        if (!fields.Has(name))
        {
            return [];
        }

        var value = fields.Body.GetProperty(name);
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(NameOf).ToList() : null;
        if (names is null || names.Contains(null))
        {
            fields.Report($"{name} must be an array of {string.Join(", ", EventName.All)}");
            return [];
        }

        return [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<string> Parse(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The filter as a column holds it.</summary>
    public static string Write(IReadOnlyList<string> events) => string.Join(',', events);

    // Compared as it is written: half of a surrogate pair is no text, and no name either.
    private static string? NameOf(JsonElement item) => EventName.All.FirstOrDefault(name => item.GetRawText() == $"\"{name}\"");
}
