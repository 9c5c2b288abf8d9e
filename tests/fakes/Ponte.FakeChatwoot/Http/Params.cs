using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Parameters of a call, from JSON or from a form, read as leniently as Rails does.</summary>
internal sealed class Params(JsonObject values, IReadOnlyList<Upload> files)
{
    public static Params None { get; } = new([], []);

    public JsonObject Values { get; } = values;

    public IReadOnlyList<Upload> Files { get; } = files;

    public bool Has(string name) => Values.ContainsKey(name);

    /// <summary>The value as text; null when absent or null. Numbers and booleans become their JSON text.</summary>
    public string? Text(string name) => AsText(Values[name]);

    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int? Int(string name) => Number(name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public bool? Flag(string name) => Text(name) is { } text ? text is "true" or "1" or "on" or "t" : null;

    public JsonObject? Object(string name) => Values[name] as JsonObject;

    public JsonArray? Array(string name) => Values[name] as JsonArray;

    public Params Nested(string name) => new(Object(name) ?? [], [.. Files.Where(file => file.Path.StartsWith(name + "[", StringComparison.Ordinal))
        .Select(file => file with { Path = Unwrap(file.Path, name) })]);

    public static string? AsText(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    private static string Unwrap(string path, string name)
    {
        var rest = path[(name.Length + 1)..];
        var end = rest.IndexOf(']', StringComparison.Ordinal);
        return rest[..end] + rest[(end + 1)..];
    }
}

/// <summary>A file part of a form; <c>Path</c> is the part's name, for example <c>attachments[]</c>.</summary>
internal sealed record Upload(string Path, string FileName, string? DeclaredType, byte[] Bytes);
