using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Inboxes;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Control;

/// <summary>The state of the world for assertions.</summary>
internal static class ControlViews
{
    public static List<StoredMessage> Messages(ChatwootWorld world, int? inboxId, long after, int limit)
    {
        // Ids ascend with the order of creation.
        var start = world.Messages.Count;
        while (start > 0 && world.Messages[start - 1].Id > after)
        {
            start--;
        }

        return [.. world.Messages.Skip(start).Where(message => inboxId is null || message.Conversation.Inbox.Id == inboxId).Take(limit).Select(message => View(world, message))];
    }

    public static JsonArray Conversations(ChatwootWorld world) => new([.. world.Accounts.Values
        .SelectMany(static account => account.Conversations.Values)
        .Select(conversation =>
        {
            var view = ConversationViews.Rest(world, conversation);
            view["contact_source_id"] = conversation.ContactInbox.SourceId;
            return view;
        })]);

    public static JsonArray Contacts(ChatwootWorld world) => new([.. world.Accounts.Values
        .SelectMany(static account => account.Contacts.ById.Values)
        .Select(contact =>
        {
            var view = ContactViews.Full(world, contact);
            view["account_id"] = contact.Account.Id;
            view["avatar_sha256"] = contact.Avatar is { } avatar ? Convert.ToHexStringLower(SHA256.HashData(avatar.Bytes)) : null;
            return view;
        })]);

    public static JsonArray Inboxes(ChatwootWorld world) => new([.. world.Accounts.Values
        .SelectMany(static account => account.Inboxes.Values)
        .Select(inbox =>
        {
            var view = InboxViews.Full(world, inbox, administrator: true);
            view["account_id"] = inbox.Account.Id;
            view["member_ids"] = new JsonArray([.. inbox.Members.Select(id => (JsonNode)id)]);
            return view;
        })]);

    private static StoredFile View(Attachment attachment)
    {
        var blob = attachment.Blob;
        return new StoredFile(blob.FileName, attachment.FileType, blob.ContentType, blob.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(blob.Bytes)));
    }

    private static StoredMessage View(ChatwootWorld world, Message message)
    {
        var conversation = message.Conversation;
        return new StoredMessage
        {
            Id = message.Id,
            ConversationId = conversation.DisplayId,
            ConversationStatus = conversation.Status,
            InboxId = conversation.Inbox.Id,
            AccountId = conversation.Account.Id,
            ContactId = conversation.Contact.Id,
            ContactIdentifier = conversation.Contact.Identifier,
            ContactPhoneNumber = conversation.Contact.PhoneNumber,
            ContactSourceId = conversation.ContactInbox.SourceId,
            Content = message.Content,
            MessageType = message.Type.ToString().ToLowerInvariant(),
            Private = message.Private,
            SourceId = message.SourceId,
            Status = message.Status,
            ContentAttributes = message.ContentAttributes.DeepClone().AsObject(),
            Sender = MessageViews.Sender(world, message),
            Attachments = message.Attachments.Count,
            Files = [.. message.Attachments.Select(View)],
            CreatedAt = message.CreatedAt,
        };
    }
}
