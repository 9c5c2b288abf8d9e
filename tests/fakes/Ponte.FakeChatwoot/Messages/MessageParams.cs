using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>Reads and checks the parameters of a message (contract 6.1).</summary>
internal static class MessageParams
{
    private const int ContentLimit = 150_000;

    public static MessageDraft Read(ChatwootWorld world, Params body, Conversation conversation, User? user, AgentBot? bot)
    {
        var type = Type(body.Text("message_type"));
        if (type == MessageType.Incoming && !conversation.Inbox.IsApi)
        {
            throw ApiError.Error(422, "Incoming messages are only allowed in Api inboxes");
        }

        CheckAttachments(body);
        var content = body.Text("content");
        if (content?.Length > ContentLimit)
        {
            throw ApiError.Error(422, "Validation failed: Content is too long (maximum is 150000 characters)");
        }

        var sourceId = body.Text("source_id");
        if (sourceId?.Length > 255 && !world.Version.IsNew())
        {
            throw ApiError.Error(422, "Validation failed: Source is too long (maximum is 255 characters)");
        }

        return new MessageDraft
        {
            Type = type,
            Content = type == MessageType.Outgoing ? Liquid.Render(content, conversation, user) : content,
            ContentAttributes = ContentAttributes.Read(world, body, conversation),
            Private = body.Flag("private") ?? false,
            SourceId = sourceId,
            EchoId = body.Text("echo_id"),
            Sender = type == MessageType.Outgoing ? (object?)user ?? bot : conversation.Contact,
            Files = [.. body.Files.Where(file => file.Path.StartsWith("attachments", StringComparison.Ordinal))],
            Performer = user,
        };
    }

    private static MessageType Type(string? text) => text switch
    {
        null or "outgoing" or "1" => MessageType.Outgoing,
        "incoming" or "0" => MessageType.Incoming,
        "activity" or "2" => MessageType.Activity,
        "template" or "3" => MessageType.Template,
        _ => throw ApiError.Error(422, $"'{text}' is not a valid message_type"),
    };

    // Only multipart files are taken; signed ids of direct uploads are not kept by the double, so that every one is a wrong one.
    private static void CheckAttachments(Params body)
    {
        switch (body.Array("attachments")?.FirstOrDefault())
        {
            case JsonObject parameters:
                var inspected = string.Join(", ", parameters.Select(entry => $"\"{entry.Key}\"=>{entry.Value?.ToJsonString(AnswerWriter.Json) ?? "nil"}"));
                throw ApiError.Error(422, $"Could not find or build blob: expected attachable, got #<ActionController::Parameters {{{inspected}}} permitted: false>");
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                throw ApiError.Error(422, "mismatched digest");
        }
    }
}
