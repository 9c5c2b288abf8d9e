using System.Globalization;
using System.Text.Json;

namespace Ponte.Gateway.Api;

/// <summary>
/// The fields of a JSON object that a caller sent. Reading never throws: what is wrong is collected in <see cref="Problems"/>, each naming its field, so that
/// one answer can report everything. Absent and <c>null</c> are the same; unknown fields are ignored; of a field sent twice the last one counts.
/// </summary>
internal sealed class JsonFields
{
    /// <summary>The longest text a field may carry unless its reader says otherwise.</summary>
    public const int DefaultMaxLength = 4096;

    private readonly List<string> _problems = [];

    /// <summary>Reads the fields of a body that was parsed already; anything but an object is a problem.</summary>
    public JsonFields(JsonElement body)
    {
        Body = body;
        if (body.ValueKind != JsonValueKind.Object)
        {
            Report("the body must be a JSON object");
        }
    }

    private JsonFields(string problem) => Report(problem);

    /// <summary>The object itself; undefined when the body was none.</summary>
    public JsonElement Body { get; }

    /// <summary>Whether the body was an object: one that was none has no fields, and none of them is missing.</summary>
    public bool IsObject => Body.ValueKind == JsonValueKind.Object;

    /// <summary>What is wrong so far, in the order it was read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>All problems in one line, joined by <c>; </c> (http-contract §9).</summary>
    public string ProblemText => string.Join("; ", _problems);

    /// <summary>A body that could not be read at all: every field is absent, and none of them is reported as missing.</summary>
    public static JsonFields Unreadable(string problem) => new(problem);

    /// <summary>Adds a problem of the caller's own, such as <c>chatwootBaseUrl must be an absolute http or https URL</c>.</summary>
    public void Report(string problem) => _problems.Add(problem);

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>A field as it stands; undefined when it is absent or null.</summary>
    public JsonElement Value(string name) => TryGet(name, out var value) ? value : default;

    /// <summary>A text, or null when absent. Reported: not a string, not valid Unicode, with a NUL, longer than <paramref name="maxLength"/> UTF-16 units.</summary>
    public string? Text(string name, int maxLength = DefaultMaxLength)
    {
        if (Find(name, JsonValueKind.String, "a string") is not { } value)
        {
            return null;
        }

        if (ReadString(value) is not { } text || text.Contains('\0', StringComparison.Ordinal))
        {
            Report($"{name} must be valid text");
            return null;
        }

        if (text.Length > maxLength)
        {
            Report($"{name} must have at most {maxLength} characters");
            return null;
        }

        return text;
    }

    /// <summary>As <see cref="Text"/>, and absent or blank is reported as <c>… is required</c>. Empty when there is a problem.</summary>
    public string RequiredText(string name, int maxLength = DefaultMaxLength)
    {
        var before = _problems.Count;
        var text = Text(name, maxLength);
        if (string.IsNullOrWhiteSpace(text) && _problems.Count == before)
        {
            ReportMissing(name);
        }

        return text ?? "";
    }

    /// <summary>As <see cref="Text"/>, where a whole number stands for its digits.</summary>
    public string? TextOrInteger(string name, int maxLength = DefaultMaxLength) =>
        TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? Integer(name)?.ToString(CultureInfo.InvariantCulture)
            : Text(name, maxLength);

    /// <summary>A whole number, or null when absent. Reported: not a number, not whole or beyond 64 bits, below <paramref name="min"/>.</summary>
    public long? Integer(string name, long min = long.MinValue)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (!value.TryGetInt64(out var number))
        {
            Report($"{name} must be a whole number");
            return null;
        }

        if (number < min)
        {
            Report(min == 1 ? $"{name} must be greater than 0" : $"{name} must be at least {min}");
            return null;
        }

        return number;
    }

    /// <summary>As <see cref="Integer"/>, and absent is reported as <c>… is required</c>. 0 when there is a problem.</summary>
    public long RequiredInteger(string name, long min = long.MinValue)
    {
        var before = _problems.Count;
        var number = Integer(name, min);
        if (number is null && _problems.Count == before)
        {
            ReportMissing(name);
        }

        return number ?? 0;
    }

    /// <summary>A switch, or null when absent. Reported: anything but <c>true</c> and <c>false</c>.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Report($"{name} must be true or false");
        return null;
    }

    /// <summary>A number, or null when absent. Reported: not a number, not finite, outside of the limits.</summary>
    public double? Number(string name, double min, double max)
    {
        if (Find(name, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (value.TryGetDouble(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Report(string.Create(CultureInfo.InvariantCulture, $"{name} must be between {min} and {max}"));
        return null;
    }

    /// <summary>A list of texts, empty when absent. Reported: not a list, an entry that is no text, too many or too long ones.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount, int maxLength = DefaultMaxLength)
    {
        var texts = new List<string>();
        foreach (var entry in Entries(name, maxCount))
        {
            if (entry.ValueKind != JsonValueKind.String || ReadString(entry) is not { } text || text.Contains('\0', StringComparison.Ordinal) || text.Length > maxLength)
            {
                Report($"{name} must be a list of texts of at most {maxLength} characters");
                return [];
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>A list of anything, empty when absent. Reported: not a list, too many entries.</summary>
    public IReadOnlyList<JsonElement> Entries(string name, int maxCount)
    {
        if (Find(name, JsonValueKind.Array, "a list") is not { } list)
        {
            return [];
        }

        if (list.GetArrayLength() > maxCount)
        {
            Report($"{name} must have at most {maxCount} entries");
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    private JsonElement? Find(string name, JsonValueKind kind, string description)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Report($"{name} must be {description}");
        return null;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        try
        {
            return IsObject && Body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
        }
        catch (InvalidOperationException)
        {
            // The name of another field is no text.
            return false;
        }
    }

    private void ReportMissing(string name)
    {
        if (IsObject)
        {
            Report($"{name} is required");
        }
    }

    // Lone surrogates and broken UTF-8 pass the parser and fail here.
    private static string? ReadString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
