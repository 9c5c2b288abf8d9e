using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Inboxes;
using Ponte.Chatwoot.Json;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Webhooks;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class RecordedAnswersTests
{
    private const string Account = "/api/v1/accounts/N/";

    private static readonly ChatwootJson Types = ChatwootJson.Default;

    [Fact]
    public void Parse_Profiles_GiveUserAndAccounts() => ForEach("GET", "/api/v1/profile", Types.UserProfile, 2, (body, profile) =>
    {
        Assert.Equal(body.GetProperty("id").GetInt64(), profile.Id);
        Assert.Equal(body.GetProperty("pubsub_token").GetString(), profile.PubsubToken);
        Assert.Equal(body.GetProperty("accounts").GetArrayLength(), profile.Accounts.Count);
        Assert.All(profile.Accounts, account => Assert.Contains(account.Status, (string[])["active", "suspended"]));
    });

    [Fact]
    public void Parse_Versions_GiveNumbers() => ForEach("GET", "/api", Types.ServerVersion, 2, (body, version) =>
        Assert.Equal(Version.Parse(body.GetProperty("version").GetString()!), version.Number));

    [Fact]
    public void Parse_CreatedInboxes_GiveIdAndChannel() => ForEach("POST", Account + "inboxes", Types.Inbox, 8, SameInbox);

    [Fact]
    public void Parse_ChangedInboxes_GiveAttributes() => ForEach("PATCH", Account + "inboxes/N", Types.Inbox, 2, SameInbox);

    [Fact]
    public void Parse_ReadInboxes_GiveIdAndChannel() => ForEach("GET", Account + "inboxes/N", Types.Inbox, 2, SameInbox);

    [Fact]
    public void Parse_InboxLists_GiveEveryInbox() => ForEach("GET", Account + "inboxes", Types.InboxList, 4, (body, list) =>
        SameIds(body.GetProperty("payload"), list.Payload, inbox => inbox.Id));

    [Fact]
    public void Parse_InboxMembers_GiveEveryAgent() => ForEach("POST", Account + "inbox_members", Types.AgentList, 2, (body, list) =>
    {
        SameIds(body.GetProperty("payload"), list.Payload, agent => agent.Id);
        Assert.All(list.Payload, agent => Assert.NotNull(agent.Role));
    });

    [Fact]
    public void Parse_CreatedWebhooks_GiveIdAddressAndSecret() => ForEach("POST", Account + "webhooks", Types.CreatedWebhookAnswer, 2, (body, answer) =>
        SameWebhook(body.GetProperty("payload").GetProperty("webhook"), answer.Payload.Webhook));

    [Fact]
    public void Parse_WebhookLists_GiveEveryWebhook() => ForEach("GET", Account + "webhooks", Types.WebhookListAnswer, 2, (body, answer) =>
        Assert.All(body.GetProperty("payload").GetProperty("webhooks").EnumerateArray().Zip(answer.Payload.Webhooks), pair => SameWebhook(pair.First, pair.Second)));

    [Fact]
    public void Parse_CreatedContacts_GiveThePerson() => ForEach("POST", Account + "contacts", Types.CreatedContactAnswer, 8, (body, answer) =>
        SameContact(body.GetProperty("payload").GetProperty("contact"), answer.Payload.Contact));

    [Fact]
    public void Parse_ReadContacts_GiveThePerson() => ForEach("GET", Account + "contacts/N", Types.ContactAnswer, 2, (body, answer) =>
        SameContact(body.GetProperty("payload"), answer.Payload));

    [Fact]
    public void Parse_ChangedContacts_GiveThePerson() => ForEach("PUT", Account + "contacts/N", Types.ContactAnswer, 2, (body, answer) =>
        SameContact(body.GetProperty("payload"), answer.Payload));

    [Fact]
    public void Parse_ContactsBySource_GiveThePersonAndItsAddress() => ForEach("POST", Account + "contact_inboxes/filter", Types.Contact, 2, (body, contact) =>
    {
        SameContact(body, contact);
        Assert.NotEmpty(contact.ContactInboxes);
    });

    [Fact]
    public void Parse_ContactFilters_GiveEveryContact() => ForEach("POST", Account + "contacts/filter", Types.ContactList, 4, (body, list) =>
        SameIds(body.GetProperty("payload"), list.Payload, contact => contact.Id));

    [Fact]
    public void Parse_AddedAddresses_GiveSourceAndInbox() => ForEach("POST", Account + "contacts/N/contact_inboxes", Types.ContactInbox, 2, (body, address) =>
    {
        Assert.Equal(body.GetProperty("source_id").GetString(), address.SourceId);
        Assert.Equal(body.GetProperty("inbox").GetProperty("id").GetInt64(), address.InboxId);
    });

    [Fact]
    public void Parse_ContactConversations_GiveEveryConversation() =>
        ForEach("GET", Account + "contacts/N/conversations", Types.ConversationList, 2, (body, list) =>
            SameIds(body.GetProperty("payload"), list.Payload, conversation => conversation.Id));

    [Fact]
    public void Parse_CreatedConversations_GiveStateAndContact() => ForEach("POST", Account + "conversations", Types.Conversation, 10, SameConversation);

    [Fact]
    public void Parse_ReadConversations_GiveStateAndContact() => ForEach("GET", Account + "conversations/N", Types.Conversation, 4, SameConversation);

    [Fact]
    public void Parse_ConversationLists_GiveEveryConversation() => ForEach("GET", Account + "conversations", Types.ConversationPage, 4, (body, page) =>
        SameIds(body.GetProperty("data").GetProperty("payload"), page.Data.Payload, conversation => conversation.Id));

    [Fact]
    public void Parse_ToggledStatuses_GiveTheState() => ForEach("POST", Account + "conversations/N/toggle_status", Types.ToggleStatusAnswer, 4, (body, answer) =>
        Assert.Equal(body.GetProperty("payload").GetProperty("current_status").GetString(), answer.Payload.CurrentStatus.ToString().ToLowerInvariant()));

    [Fact]
    public void Parse_CreatedMessages_GiveEverythingModelled() => ForEach("POST", Account + "conversations/N/messages", Types.Message, 40, SameMessage);

    [Fact]
    public void Parse_StatusPatches_GiveTheMessage() => ForEach("PATCH", Account + "conversations/N/messages/N", Types.Message, 8, SameMessage);

    [Fact]
    public void Parse_DeletedMessages_AreDeleted() => ForEach("DELETE", Account + "conversations/N/messages/N", Types.Message, 2, (body, message) =>
    {
        SameMessage(body, message);
        Assert.True(message.IsDeleted);
    });

    [Fact]
    public void Parse_MessageLists_GiveEveryMessage() => ForEach("GET", Account + "conversations/N/messages", Types.MessageList, 10, (body, list) =>
    {
        SameIds(body.GetProperty("payload"), list.Payload, message => message.Id);
        foreach (var (item, message) in body.GetProperty("payload").EnumerateArray().Zip(list.Payload))
        {
            SameMessage(item, message);
        }
    });

    private static void SameWebhook(JsonElement body, AccountWebhook webhook)
    {
        Assert.Equal((body.GetProperty("id").GetInt64(), body.GetProperty("url").GetString()), (webhook.Id, webhook.Url));
        Assert.Equal(body.TryGetProperty("secret", out var secret) ? secret.GetString() : null, webhook.Secret);
    }

    private static void SameInbox(JsonElement body, Inbox inbox)
    {
        Assert.Equal(body.GetProperty("id").GetInt64(), inbox.Id);
        Assert.Equal(body.GetProperty("name").GetString(), inbox.Name);
        Assert.Equal(body.GetProperty("channel_type").GetString(), inbox.ChannelType);
        Assert.Equal(body.GetProperty("lock_to_single_conversation").GetBoolean(), inbox.LockToSingleConversation);
        Assert.Equal(Text(body, "webhook_url"), inbox.WebhookUrl);
    }

    private static void SameContact(JsonElement body, Contact contact)
    {
        Assert.Equal(body.GetProperty("id").GetInt64(), contact.Id);
        Assert.Equal(Text(body, "name"), contact.Name);
        Assert.Equal(Text(body, "phone_number"), contact.PhoneNumber);
        Assert.Equal(Text(body, "identifier"), contact.Identifier);
        Assert.Equal(body.GetProperty("blocked").GetBoolean(), contact.Blocked);
        if (body.TryGetProperty("contact_inboxes", out var inboxes))
        {
            SameIds(inboxes, contact.ContactInboxes, inbox => inbox.InboxId!.Value, item => item.GetProperty("inbox").GetProperty("id").GetInt64());
        }
    }

    private static void SameConversation(JsonElement body, Conversation conversation)
    {
        Assert.Equal(body.GetProperty("id").GetInt64(), conversation.Id);
        Assert.Equal(body.GetProperty("inbox_id").GetInt64(), conversation.InboxId);
        Assert.Equal(body.GetProperty("status").GetString(), conversation.Status.ToString().ToLowerInvariant());
        Assert.Equal(body.GetProperty("created_at").GetInt64(), conversation.CreatedAt!.Value.ToUnixTimeSeconds());
        SameContact(body.GetProperty("meta").GetProperty("sender"), conversation.Contact!);
    }

    private static void SameMessage(JsonElement body, Message message)
    {
        Assert.Equal(body.GetProperty("id").GetInt64(), message.Id);
        Assert.Equal(Text(body, "content"), message.Content);
        Assert.Equal(body.GetProperty("message_type").GetInt32(), (int)message.MessageType - 1);
        Assert.Equal(body.GetProperty("status").GetString(), message.Status.ToString().ToLowerInvariant());
        Assert.Equal(body.GetProperty("private").GetBoolean(), message.Private);
        Assert.Equal(Text(body, "source_id"), message.SourceId);
        Assert.Equal(body.GetProperty("created_at").GetInt64(), message.CreatedAt!.Value.ToUnixTimeSeconds());
        var attributes = body.GetProperty("content_attributes");
        Assert.Equal(attributes.TryGetProperty("deleted", out var deleted) && deleted.GetBoolean(), message.IsDeleted);
        Assert.Equal(Text(attributes, "external_error"), message.ContentAttributes.ExternalError);
        Assert.Equal(body.TryGetProperty("attachments", out var files) ? files.GetArrayLength() : 0, message.Attachments.Count);
        Assert.All(message.Attachments, file => Assert.NotNull(file.DataUrl));
    }

    private static void SameIds<T>(JsonElement items, IReadOnlyList<T> values, Func<T, long> id, Func<JsonElement, long>? idOf = null) =>
        Assert.Equal(items.EnumerateArray().Select(idOf ?? (item => item.GetProperty("id").GetInt64())), values.Select(id));

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void ForEach<T>(string method, string route, JsonTypeInfo<T> type, int atLeast, Action<JsonElement, T> check)
    {
        var steps = Recording.Steps()
            .Where(step => step.Method == method && step.Route == route && step.Status is >= 200 and <= 299 && !IsShortened(step.Body)).ToList();

        Assert.True(steps.Count >= atLeast, $"{steps.Count} answers of {method} {route}");
        foreach (var step in steps)
        {
            check(step.Body, JsonSerializer.Deserialize(step.Bytes, type)!);
        }
    }

    // While shortening, the recorder replaced some lists by counts.
    private static bool IsShortened(JsonElement body) =>
        body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Any(field => field.Name.StartsWith('_'))
        || (body.TryGetProperty("data", out var data) && IsShortened(data));
}
