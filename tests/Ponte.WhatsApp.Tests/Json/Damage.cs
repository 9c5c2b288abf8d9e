using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Ponte.WhatsApp.Tests.Json;

/// <summary>JSON in which one value was replaced by something strange.</summary>
/// <param name="Json">What came of it.</param>
/// <param name="Path">The names on the way to the value, from the outermost; places in lists are numbers.</param>
internal sealed record Damage(string Json, IReadOnlyList<string> Path)
{
    private const string Mark = "\"@@\"";

    private static readonly string[] Strange =
    [
        "null", "true", "7", "-1", "1.5", "1e400", "9223372036854775808", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "[{}]", "[[]]",
        "{\"kind\":7}", "{\"kind\":\"hologram\"}", "{\"kind\":\"text\"}", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"text\":\"x\",\"kind\":\"text\",\"kind\":\"poll\"}",
        "\"5511900000001@s.whatsapp.net\"", "[\"5511900000001@s.whatsapp.net\",null]",
    ];

    /// <summary>Any one value of the document, or the whole, replaced.</summary>
    public static Gen<Damage> Of(string json)
    {
        var paths = Paths(JsonNode.Parse(json)!, []).ToArray();
        return from path in Gen.Elements(paths)
               from strange in Gen.Elements(Strange)
               select new Damage(Replaced(json, path).Replace(Mark, strange, StringComparison.Ordinal), path);
    }

    private static IEnumerable<string[]> Paths(JsonNode? node, string[] path)
    {
        yield return path;
        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, n) => ($"{n}", item)),
            _ => [],
        };
        foreach (var inner in children.SelectMany(child => Paths(child.Child, [.. path, child.Name])))
        {
            yield return inner;
        }
    }

    private static string Replaced(string json, string[] path)
    {
        if (path.Length == 0)
        {
            return Mark;
        }

        var root = JsonNode.Parse(json)!;
        var node = path[..^1].Aggregate(root, (parent, name) => (parent is JsonArray items ? items[int.Parse(name)] : parent[name])!);
        if (node is JsonArray list)
        {
            list[int.Parse(path[^1])] = "@@";
        }
        else
        {
            node[path[^1]] = "@@";
        }

        return root.ToJsonString();
    }
}
