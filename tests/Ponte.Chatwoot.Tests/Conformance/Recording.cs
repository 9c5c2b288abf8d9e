using System.Text.Json.Nodes;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>One recorded scenario of one version (see Recordings/README.md).</summary>
public sealed class Recording
{
    private Recording(string version, string scenario, JsonObject json)
    {
        Version = version;
        Scenario = scenario;
        Json = json;
        Steps = [.. List("steps").Select((step, index) => new RecordedStep(index, step))];
    }

    public string Version { get; }

    public string Scenario { get; }

    public JsonObject Json { get; }

    public IReadOnlyList<RecordedStep> Steps { get; }

    public IReadOnlyList<JsonObject> Webhooks => List("webhooks");

    public IReadOnlyList<JsonObject> Cable => [.. List("cable").Where(static entry => entry.ContainsKey("t_ms"))];

    public static Recording Load(string version, string scenario)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Recordings", version, scenario + ".json");
        return new Recording(version, scenario, JsonNode.Parse(File.ReadAllText(path))!.AsObject());
    }

    /// <summary>The first object anywhere in the recording that the test accepts.</summary>
    public JsonObject? Find(Func<JsonObject, bool> accepts) => Find(Json, accepts);

    private static JsonObject? Find(JsonNode? node, Func<JsonObject, bool> accepts) => node switch
    {
        JsonObject found when accepts(found) => found,
        JsonObject values => values.Select(entry => Find(entry.Value, accepts)).FirstOrDefault(static hit => hit is not null),
        JsonArray rows => rows.Select(row => Find(row, accepts)).FirstOrDefault(static hit => hit is not null),
        _ => null,
    };

    private List<JsonObject> List(string name) => [.. (Json[name] as JsonArray ?? []).OfType<JsonObject>()];
}

/// <summary>One recorded request and its answer.</summary>
public sealed class RecordedStep(int index, JsonObject json)
{
    public int Index { get; } = index;

    public int At => json["t_ms"]!.GetValue<int>();

    public string Note => json["note"]?.ToString() ?? "";

    public string Method => json["request"]!["method"]!.ToString();

    public string Path => json["request"]!["path"]!.ToString();

    public JsonObject RequestHeaders => json["request"]!["headers"] as JsonObject ?? [];

    public JsonNode? Body => json["request"]!["body"];

    public string? BodyText => json["request"]!["body_text"]?.ToString();

    public JsonArray? Multipart => json["request"]!["multipart"] as JsonArray;

    public int Status => json["response"]!["status"]!.GetValue<int>();

    public JsonObject ResponseHeaders => json["response"]!["headers"] as JsonObject ?? [];

    public JsonNode? ResponseBody => json["response"]!["body"];
}
