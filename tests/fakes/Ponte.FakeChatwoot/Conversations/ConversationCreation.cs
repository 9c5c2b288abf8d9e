using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Creates conversations (contract 5.2).</summary>
internal sealed class ConversationCreation(ChatwootWorld world, ContactInboxes rows, MessageBuilder messages, AutoAssignment assignment)
{
    /// <summary>Looks for the conversation of a locked inbox first and inserts a moment later: parallel creates defeat the lock.</summary>
    public async Task<Answer> CreateAsync(Api api, Call call)
    {
        var (row, existing) = api.Locked(() =>
        {
            var found = FindRow(call);
            return (found, found.Inbox.LockToSingleConversation ? found.Conversations.LastOrDefault() : null);
        });
        if (world.Settings.RaceMode && existing is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(world.Settings.RaceWindow), world.Time);
        }

        return api.Locked(() =>
        {
            // Without race mode the look-up and the insert are one step.
            existing ??= world.Settings.RaceMode || !row.Inbox.LockToSingleConversation ? null : row.Conversations.LastOrDefault();
            var conversation = existing ?? Insert(row, call.Body);
            AddFirstMessage(call, conversation, existing is null ? () => assignment.Announce(conversation, call.User) : static () => { });
            return Answer.Of(ConversationViews.Rest(world, conversation));
        });
    }

    /// <summary>Stores a conversation; the caller tells of it.</summary>
    public Conversation Insert(ContactInbox row, Params body)
    {
        var status = body.Text("status");
        if (status is not null && !ConversationStatus.IsKnown(status))
        {
            throw ApiError.Crash();
        }

        CustomAttributeLimits.Check(body.Object("custom_attributes"));
        var now = world.Now;
        var account = row.Inbox.Account;
        var conversation = new Conversation
        {
            RowId = world.Ids.NextConversation(),
            DisplayId = ++account.LastDisplayId,
            Account = account,
            Inbox = row.Inbox,
            ContactInbox = row,
            Uuid = Guid.NewGuid(),
            CreatedAt = now,
            UpdatedAt = now,
            LastActivityAt = now,
            WaitingSince = now,
            Status = row.Contact.Blocked ? "resolved" : status ?? (row.Inbox.AgentBotId is null ? "open" : "pending"),
            SnoozedUntil = SnoozedUntil(body.Values["snoozed_until"]),
            AdditionalAttributes = body.Object("additional_attributes")?.DeepClone().AsObject() ?? [],
            CustomAttributes = body.Object("custom_attributes")?.DeepClone().AsObject() ?? [],
        };
        account.Conversations.Add(conversation.DisplayId, conversation);
        row.Conversations.Add(conversation);
        row.Contact.Conversations.Add(conversation);
        return conversation;
    }

    /// <summary>The message is in the conversation already when its creation is told.</summary>
    private void AddFirstMessage(Call call, Conversation conversation, Action created)
    {
        var message = call.Body.Nested("message");
        if (!call.Body.Has("message") && message.Files.Count == 0)
        {
            created();
            return;
        }

        conversation.IsBeingCreated = conversation.Messages.Count == 0;
        messages.Create(conversation, MessageParams.Read(world, message, conversation, call.User, call.Bot), created);
        conversation.IsBeingCreated = false;
    }

    private ContactInbox FindRow(Call call)
    {
        var sourceId = call.Body.Text("source_id");
        if (call.Body.Text("inbox_id") is { } inboxId && call.Body.Text("contact_id") is { } contactId)
        {
            var inbox = call.FindInbox(inboxId);
            call.RequireVisible(inbox);
            return rows.FindOrCreate(call.FindContact(contactId), inbox, sourceId, static () => ApiError.Error(422, "source_id should be unique"));
        }

        // A global look-up that crosses inboxes: why a bridge must never rely on it (contract 5.2).
        return sourceId is not null && world.ContactInboxesBySourceId.GetValueOrDefault(sourceId)?.Find(row => row.Inbox.Account == call.Account) is { } found
            ? found
            : throw ApiError.NotFound();
    }

    // ISO text only; an epoch integer is silently dropped here (contract 5.2).
    private static DateTimeOffset? SnoozedUntil(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
