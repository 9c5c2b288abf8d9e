using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Http;

/// <summary>What a handler answers: JSON, or text with its own content type, or nothing.</summary>
internal sealed record Answer(int Status, JsonNode? Json = null, bool IsJson = false, string? Text = null, string? ContentType = null)
{
    public static Answer Empty { get; } = new(200, ContentType: "application/json");

    public static Answer Of(JsonNode? json, int status = 200) => new(status, json, IsJson: true);

    public static Answer Plain(int status, string text, string contentType) => new(status, Text: text, ContentType: contentType);

    /// <summary>An uncaught exception on Chatwoot's side (contract 1.2).</summary>
    public static Answer ServerError() =>
        new(500, new JsonObject { ["status"] = 500, ["error"] = "Internal Server Error" }, true, ContentType: "application/json; charset=UTF-8");
}
