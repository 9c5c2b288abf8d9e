using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Cable;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.Webhooks;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Events;

/// <summary>Tells the cable and the webhooks what happened: who receives it (contract 9.3, 8.1) and in which shape.</summary>
internal sealed class EventBus(ChatwootWorld world, CableHub cable, WebhookQueue webhooks)
{
    public void ContactChanged(string name, Contact contact, User? performer) =>
        cable.Broadcast([RoomChannel.AccountStream(contact.Account)], name, () =>
        {
            var data = ContactViews.Sender(world, contact);
            data["account_id"] = contact.Account.Id;
            return Perform(data, contact.Account, performer);
        });

    public void CacheInvalidated(Account account, User? performer)
    {
        account.InboxCacheKey = world.Now.ToUnixTimeSeconds();
        cable.Broadcast([RoomChannel.AccountStream(account)], "account.cache_invalidated", () => Perform(
            new JsonObject { ["cache_keys"] = ProfileEndpoints.CacheKeys(account), ["account_id"] = account.Id }, account, performer));
    }

    public void ConversationCreated(Conversation conversation, User? performer)
    {
        cable.Broadcast(WithContact(conversation), "conversation.created", () => Perform(PushConversation(conversation), conversation.Account, performer));
        ConversationWebhook(conversation, "conversation_created", null);
    }

    /// <summary>A change that a job reports: no performer, but the list of changes in the webhook.</summary>
    public void ConversationUpdated(Conversation conversation, params (string Key, JsonNode? Previous, JsonNode? Current)[] changes)
    {
        cable.Broadcast(WithContact(conversation), "conversation.updated", () => PushConversation(conversation));
        ConversationWebhook(conversation, "conversation_updated", body => body["changed_attributes"] = new JsonArray([.. changes.Select(change =>
            (JsonNode)new JsonObject { [change.Key] = new JsonObject { ["previous_value"] = change.Previous?.DeepClone(), ["current_value"] = change.Current?.DeepClone() } })]));
    }

    public void StatusChanged(Conversation conversation)
    {
        cable.Broadcast(WithContact(conversation), "conversation.status_changed", () => PushConversation(conversation));
        ConversationWebhook(conversation, "conversation_status_changed", static body => body["changed_attributes"] = null);
    }

    public void AssigneeChanged(Conversation conversation) =>
        cable.Broadcast(Users(conversation), "assignee.changed", () => PushConversation(conversation));

    public void ConversationRead(Conversation conversation) =>
        cable.Broadcast(Users(conversation), "conversation.read", () => PushConversation(conversation));

    public void Typing(Conversation conversation, bool on, object typist, bool isPrivate, User? performer)
    {
        var own = typist is User user ? user.PubsubToken : conversation.ContactInbox.PubsubToken;
        List<string> streams = [.. WithContact(conversation)];
        streams.Remove(own);
        cable.Broadcast(streams, on ? "conversation.typing_on" : "conversation.typing_off", () => Perform(
            new JsonObject
            {
                ["conversation"] = ConversationViews.Push(world, conversation),
                ["user"] = typist is User agent ? UserViews.Sender(world, conversation.Account, agent) : ContactViews.Sender(world, conversation.Contact),
                ["is_private"] = isPrivate,
                ["account_id"] = conversation.Account.Id,
            },
            conversation.Account,
            performer));
        var name = on ? "conversation_typing_on" : "conversation_typing_off";
        Webhook(conversation, name, null, () => new JsonObject
        {
            ["event"] = name,
            ["user"] = WebhookViews.Person(world, typist),
            ["conversation"] = WebhookViews.Conversation(world, conversation),
            ["is_private"] = isPrivate,
        });
    }

    public void MessageCreated(Message message, User? performer, string? echoId)
    {
        cable.Broadcast(Streams(message), "message.created", () => PushMessage(message, performer, echoId));
        MessageWebhook(message, "message_created");
    }

    public void FirstReply(Message message, User? performer, string? echoId) =>
        cable.Broadcast(Users(message.Conversation), "first.reply.created", () => PushMessage(message, performer, echoId));

    public void MessageUpdated(Message message, JsonObject previousChanges, User? performer)
    {
        cable.Broadcast(Streams(message), "message.updated", () =>
        {
            var data = MessageViews.Push(world, message, inJob: performer is null);
            data["previous_changes"] = previousChanges;
            return Perform(data, message.Conversation.Account, performer);
        });
        MessageWebhook(message, "message_updated");
    }

    public void Notification(string name, User user, Func<JsonObject> data) => cable.Broadcast([user.PubsubToken], name, data);

    private JsonObject PushMessage(Message message, User? performer, string? echoId) =>
        Perform(MessageViews.Push(world, message, inJob: performer is null, echoId), message.Conversation.Account, performer);

    private JsonObject PushConversation(Conversation conversation)
    {
        var data = ConversationViews.Push(world, conversation);
        data["account_id"] = conversation.Account.Id;
        return data;
    }

    private JsonObject Perform(JsonObject data, Account account, User? performer)
    {
        if (performer is not null)
        {
            data["performer"] = UserViews.Sender(world, account, performer);
        }

        return data;
    }

    private List<string> Users(Conversation conversation)
    {
        var inbox = conversation.Inbox;
        return [.. conversation.Account.Roles.Where(entry => entry.Value == "administrator" || inbox.Members.Contains(entry.Key))
            .Select(entry => world.Users[entry.Key].PubsubToken)];
    }

    private List<string> WithContact(Conversation conversation) => [.. Users(conversation), conversation.ContactInbox.PubsubToken];

    /// <summary>Private notes and activities are for users only (contract 9.2, 9.3).</summary>
    private List<string> Streams(Message message) =>
        message.Private || message.Type == MessageType.Activity ? Users(message.Conversation) : WithContact(message.Conversation);

    private void MessageWebhook(Message message, string name)
    {
        if (message.Type == MessageType.Activity || !HasWebhook(message.Conversation, name))
        {
            return;
        }

        var body = WebhookViews.Message(world, message);
        body["event"] = name;
        Webhook(message.Conversation, name, message, () =>
        {
            body["conversation"] = WebhookViews.Conversation(world, message.Conversation);
            return body;
        });
    }

    private static bool HasWebhook(Conversation conversation, string name) =>
        conversation.Inbox is { IsApi: true, WebhookUrl.Length: > 0 } || conversation.Account.Webhooks.Exists(webhook => webhook.Subscriptions.Contains(name));

    private void ConversationWebhook(Conversation conversation, string name, Action<JsonObject>? extend) => Webhook(conversation, name, null, () =>
    {
        var body = WebhookViews.Conversation(world, conversation);
        body["event"] = name;
        extend?.Invoke(body);
        return body;
    });

    private void Webhook(Conversation conversation, string name, Message? message, Func<JsonObject> body)
    {
        var inbox = conversation.Inbox;
        if (inbox.IsApi && !string.IsNullOrEmpty(inbox.WebhookUrl))
        {
            webhooks.Enqueue(new WebhookDelivery(inbox.WebhookUrl, inbox.Secret, name, () => WebhookViews.Write(body()), message));
        }

        foreach (var webhook in conversation.Account.Webhooks.Where(webhook => webhook.Subscriptions.Contains(name)))
        {
            webhooks.Enqueue(new WebhookDelivery(webhook.Url, webhook.Secret, name, () => WebhookViews.Write(body()), null));
        }
    }
}
