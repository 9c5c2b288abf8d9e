using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>content_attributes of a new message: what is kept (contract 6.1) and how replies are resolved.</summary>
internal static class ContentAttributes
{
    public static JsonObject Read(ChatwootWorld world, Params body, Conversation conversation)
    {
        var given = Parse(body.Values["content_attributes"]);
        var kept = world.Version.IsNew() ? given : OnlyReply(given);
        ResolveReply(kept, conversation);
        if (body.Values["external_created_at"] is { } createdAt)
        {
            kept["external_created_at"] = createdAt.DeepClone();
        }

        return kept;
    }

    private static JsonObject Parse(JsonNode? node)
    {
        if (node is JsonObject given)
        {
            return given.DeepClone().AsObject();
        }

        if (node is null || Params.AsText(node) is not { Length: > 0 } text)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static JsonObject OnlyReply(JsonObject given) =>
        given["in_reply_to"] is { } reply ? new JsonObject { ["in_reply_to"] = reply.DeepClone() } : [];

    private static void ResolveReply(JsonObject kept, Conversation conversation)
    {
        if (Params.AsText(kept["in_reply_to"]) is { } reply)
        {
            var quoted = long.TryParse(reply, CultureInfo.InvariantCulture, out var id) ? conversation.FindMessage(id) : null;
            if (quoted is null)
            {
                kept["in_reply_to"] = null;
            }

            kept["in_reply_to_external_id"] = quoted?.SourceId;
        }
        else if (Params.AsText(kept["in_reply_to_external_id"]) is { } external)
        {
            var quoted = conversation.Messages.Find(message => message.SourceId == external);
            if (quoted is null)
            {
                kept["in_reply_to_external_id"] = null;
            }

            kept["in_reply_to"] = quoted?.Id;
        }
    }
}
