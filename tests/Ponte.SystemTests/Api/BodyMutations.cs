using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.SystemTests.Api;

/// <summary>What a careless or hostile caller makes of a body that works.</summary>
internal static class BodyMutations
{
    private static readonly string[] Whole = ["", "{", "null", "[]", "\"x\"", "7", "{\"\\ud800\":1}", new string('[', 200), "{\"a\":" + new string('[', 80) + new string(']', 80) + "}"];

    // As JSON texts, because not every one of them is valid Unicode.
    private static readonly string[] Values =
    [
        "null", "\"\"", "\" \"", "0", "-1", "1e308", "9223372036854775808", "0.5", "true", "[]", "{}", "[null]", "[{}]", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"",
        "\"<script>alert(1)</script>\"", "\"120363000000000001@g.us\"", "\"http://[::1\"", "\"data:;base64,\"", "\"2026-13-45T99:99:99Z\"",
    ];

    /// <summary>All of them: broken wholes, then every field with every odd value, and one that is long.</summary>
    public static IEnumerable<string> Of(JsonElement example)
    {
        foreach (var text in Whole)
        {
            yield return text;
        }

        if (example.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var field in example.EnumerateObject())
        {
            foreach (var value in Values.Append($"\"{new string('a', 100_000)}\""))
            {
                yield return With(example, field.Name, value);
            }
        }
    }

    private static string With(JsonElement example, string name, string value)
    {
        const string Place = "the value goes here";
        var body = JsonNode.Parse(example.GetRawText())!.AsObject();
        body[name] = Place;
        return body.ToJsonString().Replace($"\"{Place}\"", value, StringComparison.Ordinal);
    }
}
