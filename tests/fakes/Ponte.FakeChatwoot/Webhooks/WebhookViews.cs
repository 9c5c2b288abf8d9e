using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Webhooks;

/// <summary>The bodies of webhooks (contract 8.2 to 8.4).</summary>
internal static class WebhookViews
{
    public static JsonObject Conversation(ChatwootWorld world, Conversation conversation)
    {
        var view = ConversationViews.Push(world, conversation);
        if (world.Version.IsNew())
        {
            view["account"] = AccountOf(conversation.Account);
        }

        return view;
    }

    public static JsonObject Message(ChatwootWorld world, Message message)
    {
        var view = new JsonObject
        {
            ["account"] = AccountOf(message.Conversation.Account),
            ["additional_attributes"] = new JsonObject(),
            ["content_attributes"] = message.ContentAttributes.DeepClone(),
            ["content_type"] = message.ContentType,
            ["content"] = Content(world, message),
            ["conversation"] = Conversation(world, message.Conversation),
            ["created_at"] = Times.Iso(message.CreatedAt),
            ["id"] = message.Id,
            ["inbox"] = new JsonObject { ["id"] = message.Conversation.Inbox.Id, ["name"] = message.Conversation.Inbox.Name },
            ["message_type"] = message.Type.ToString().ToLowerInvariant(),
            ["private"] = message.Private,
            ["sender"] = Person(world, message.Sender),
            ["source_id"] = message.SourceId,
        };
        if (message.Attachments.Count > 0)
        {
            view["attachments"] = new JsonArray([.. message.Attachments.Select(attachment => Attachments.AttachmentViews.Full(world, attachment))]);
        }

        return view;
    }

    /// <summary>A user or a contact as webhooks show it.</summary>
    public static JsonObject? Person(ChatwootWorld world, object? person) => person switch
    {
        User user => UserViews.WebhookSender(user),
        Contact contact => ContactViews.WebhookSender(world, contact),
        AgentBot bot => UserViews.BotSender(bot),
        _ => null,
    };

    /// <summary>JSON as Rails writes it for webhooks: the three HTML characters and the two line separators escaped.</summary>
    public static string Write(JsonObject body) => JsonSerializer.Serialize(body, AnswerWriter.Json)
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal);

    private static JsonObject AccountOf(Account account) => new() { ["id"] = account.Id, ["name"] = account.Name };

    private static string? Content(ChatwootWorld world, Message message)
    {
        if (message.ContentType == "input_csat" && world.Version.IsNew())
        {
            return $"Please rate this conversation, {world.FrontendUrl}/survey/responses/{message.Conversation.Uuid}";
        }

        // The editor writes a line break as backslash and newline; only the newer version takes the backslash away (contract 8.2).
        return world.Version.IsNew() ? message.Content?.Replace("\\\n", "\n", StringComparison.Ordinal) : message.Content;
    }
}
