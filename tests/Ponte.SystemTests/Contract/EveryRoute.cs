using System.Text.Json;

namespace Ponte.SystemTests.Contract;

/// <summary>Rows that follow from what the OpenAPI document says of a route: who may call, what a body must be, and that the number must be connected (http-contract 1, 2, §9).</summary>
internal static class EveryRoute
{
    private const string NotConnected = "Instance is not connected to WhatsApp";
    private const string NoToken = "401 Missing token in header, Authorization header, or query parameter";
    private const string BadToken = "401 Invalid token";
    private const string Mismatch = "403 Instance token does not match the requested instance";

    // Their files make them larger; base64 of a file that is not on the disk is asked of WhatsApp (§8.1 files).
    private static readonly string[] Larger =
    [
        "post /api/message/media/{instance}", "post /api/message/sticker/{instance}", "post /api/message/status/{instance}",
        "post /api/profile/account/{instance}", "post /api/group/create/{instance}", "put /api/group/update/{instance}",
    ];

    private static readonly string[] OfFiles = ["get /api/chat/base64/{instance}"];

    // What comes behind a path so that nothing but the connection is missing.
    private static readonly Dictionary<string, string> Complete = new()
    {
        ["get /api/group/info/{instance}"] = "?identifier=120363000000000001@g.us",
        ["get /api/group/requests/{instance}"] = "?identifier=120363000000000001@g.us",
        ["delete /api/group/leave/{instance}"] = "?identifier=120363000000000001@g.us",
        ["delete /api/chat/tag/{instance}"] = "?tagId=1",
        ["post /api/chat/edit/{instance}"] = """ {"messageId":"OUT","content":"x"}""",
        ["delete /api/chat/delete/{instance}"] = """ {"messageId":"OUT"}""",
        ["post /api/chat/forward/{instance}"] = """ {"messageId":"OUT","to":"5511900000001"}""",
        ["post /api/chat/favorite/{instance}"] = """ {"messageId":"OUT"}""",
    };

    /// <summary>The document's operations under <c>/api</c> and <c>/ws</c>, such as <c>get /api/instance/list</c>, without the simulated phone's.</summary>
    public static IReadOnlyList<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           where (path.Name.StartsWith("/api/", StringComparison.Ordinal) && !path.Name.StartsWith("/api/sandbox/", StringComparison.Ordinal)) || path.Name.StartsWith("/ws/", StringComparison.Ordinal)
           from operation in path.Value.EnumerateObject()
           select ($"{operation.Name} {path.Name}", operation.Value),
    ];

    /// <summary>The errors that an operation documents.</summary>
    public static IEnumerable<(int Status, string Message)> Errors(JsonElement operation) =>
        from response in operation.GetProperty("responses").EnumerateObject()
        where response.Name[0] is '4' or '5'
        let media = response.Value.GetProperty("content").GetProperty("application/json")
        from example in media.TryGetProperty("examples", out var several) ? several.EnumerateObject().Select(one => one.Value.GetProperty("value")) : [media.GetProperty("example")]
        where example.TryGetProperty("error", out _)
        select (int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture), example.GetProperty("error").GetProperty("message").GetString()!);

    /// <summary>Who may call it: one story of all operations, on an instance of the caller's account.</summary>
    public static Story Callers(JsonElement document) => new("1", "callers of every route",
    [
        .. from operation in Operations(document)
           from row in Callers(operation.Name)
           select row,
    ]);

    /// <summary>What its body must be.</summary>
    public static Story Bodies(JsonElement document) => new("2.3", "bodies of every route",
    [
        .. from operation in Operations(document)
           where operation.Operation.TryGetProperty("requestBody", out _)
           from row in Bodies(operation.Name)
           select row,
    ]);

    /// <summary>What needs a connected number.</summary>
    public static Story Disconnected(JsonElement document) => new("2.3", "every route without a connection",
    [
        ("""POST /api/sandbox/:instance/receive {"from":"5511900000001","fromMe":true,"id":"OUT","text":"Hello"}""", "202 …"),
        ("GET /api/chat/getMessage/:instance?messageId=OUT", "until 200 …"),
        ("""POST /api/sandbox/:instance/connection {"state":"disconnected"}""", "200 …"),
        .. from operation in Operations(document)
           where Errors(operation.Operation).Contains((503, NotConnected)) && !OfFiles.Contains(operation.Name)
           select ($"{Call(operation.Name)}{Complete.GetValueOrDefault(operation.Name, Example(operation.Operation))}", $"503 {NotConnected}"),
    ]);

    private static IEnumerable<(string Call, string Answer)> Callers(string operation)
    {
        var call = Call(operation);
        yield return ($"[no token] {call}", NoToken);
        yield return ($"[unknown token] {call}", BadToken);
        if (call.Contains(":instance", StringComparison.Ordinal))
        {
            var notFound = call.Contains("/api/chatwoot/", StringComparison.Ordinal) ? "404 instance not found" : "404 Instance not found";
            yield return (call.Replace(":instance", "none", StringComparison.Ordinal), notFound);
            yield return ($"[another account] {call}", notFound);
            yield return ($"[foreign token] {call}", operation == "delete /api/instance/delete/{instance}" ? BadToken : Mismatch);
        }
    }

    private static IEnumerable<(string Call, string Answer)> Bodies(string operation)
    {
        var call = Call(operation);
        yield return ($"{call} nothing", "400 " + NotJson(operation));
        yield return ($"[Content-Type: text/plain] {call} nothing", "415 Content-Type must be application/json");
        if (!Larger.Contains(operation))
        {
            yield return ($"{call} {ContractStage.Huge}", "413 Request body too large");
        }
    }

    private static string NotJson(string operation) => operation.Split('/')[2] switch
    {
        "chatwoot" => "invalid body: malformed JSON at line 1, position 2",
        "instance" or "events" => "Invalid request body",
        _ => "Invalid request body: malformed JSON at line 1, position 2",
    };

    private static string Example(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? " " + body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText() : "";

    private static string Call(string operation)
    {
        var (method, path) = operation.Split(' ') is [var first, var second] ? (first, second) : throw new FormatException(operation);
        return $"{method.ToUpperInvariant()} {path.Replace("{instance}", ":instance", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal)}";
    }
}
