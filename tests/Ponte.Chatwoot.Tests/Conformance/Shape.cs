using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>
/// The shape of JSON: for every path the types that occur there. Elements of an array share one path, so that an
/// array is compared by the union of its elements' shapes; a key that only some elements have is marked as such.
/// </summary>
public sealed class Shape
{
    private readonly SortedDictionary<string, SortedSet<string>> _types = new(StringComparer.Ordinal);

    public static Shape Of(JsonNode? node)
    {
        var shape = new Shape();
        shape.Add(node, "$");
        return shape;
    }

    /// <summary>The union of the shapes of several bodies.</summary>
    public static Shape OfAll(IEnumerable<JsonNode?> nodes)
    {
        var shape = new Shape();
        foreach (var node in nodes)
        {
            shape.Add(node, "$");
        }

        return shape;
    }

    public int Paths => _types.Count;

    /// <summary>What differs, one line each: path, recorded types, the double's types.</summary>
    public IEnumerable<ShapeDifference> DifferencesTo(Shape actual)
    {
        foreach (var path in _types.Keys.Union(actual._types.Keys).Order(StringComparer.Ordinal))
        {
            var recorded = Types(path);
            var own = actual.Types(path);
            if (recorded != own)
            {
                yield return new ShapeDifference(path, recorded, own);
            }
        }
    }

    private string Types(string path) => _types.TryGetValue(path, out var types) ? string.Join('|', types) : "absent";

    private void Add(JsonNode? node, string path)
    {
        Put(path, Kind(node));
        switch (node)
        {
            case JsonObject values:
                // Keys with an underscore were added while the recordings were shortened.
                foreach (var (key, value) in values.Where(static entry => !entry.Key.StartsWith('_')))
                {
                    Add(value, $"{path}.{key}");
                }

                break;
            case JsonArray rows:
                foreach (var row in rows)
                {
                    Add(row, path + "[]");
                }

                break;
        }
    }

    private void Put(string path, string type)
    {
        if (!_types.TryGetValue(path, out var types))
        {
            _types[path] = types = [];
        }

        types.Add(type);
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        { } kind => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>One path at which recording and double differ.</summary>
public sealed record ShapeDifference(string Path, string Recorded, string Own)
{
    public override string ToString() => $"{Path}: recorded {Recorded}, double {Own}";
}
