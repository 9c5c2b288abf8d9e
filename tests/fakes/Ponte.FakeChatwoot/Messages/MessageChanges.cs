using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>What can happen to a stored message: status, delete, retry; one message_updated per effective change (contract 6.7 to 6.9).</summary>
internal sealed class MessageChanges(ChatwootWorld world, EventBus events, BlobStore blobs)
{
    private static readonly string[] Known = ["sent", "delivered", "read", "failed"];

    /// <summary>Only read -> delivered is ignored; any status but failed sets external_error to null where it stands.</summary>
    public void SetStatus(Message message, string? status, string? externalError, User? performer)
    {
        if (status is null || !Known.Contains(status) || (message.Status == "read" && status == "delivered"))
        {
            return;
        }

        var attributes = message.ContentAttributes.DeepClone().AsObject();
        if (status == "failed")
        {
            attributes["external_error"] = externalError;
        }
        else if (attributes.ContainsKey("external_error"))
        {
            attributes["external_error"] = null;
        }

        Apply(message, performer, status, attributes);
    }

    /// <summary>A webhook that failed makes its message failed; that change is not anybody's (contract 8.6).</summary>
    public void FailDelivery(Message message, string externalError) => SetStatus(message, "failed", externalError, null);

    public void Retry(Message message, User? performer)
    {
        var cleared = message.ContentAttributes.DeepClone().AsObject();
        if (cleared.ContainsKey("external_error"))
        {
            cleared["external_error"] = null;
        }

        Apply(message, performer, "sent", cleared);
        Apply(message, performer, "sent", []);
    }

    public void Delete(Message message, User? performer)
    {
        const string text = "This message was deleted";
        foreach (var attachment in message.Attachments)
        {
            blobs.Purge(attachment.Blob);
        }

        message.Attachments.Clear();
        var previous = message.Content;
        message.Content = text;
        Apply(message, performer, message.Status, new JsonObject { ["deleted"] = true }, previous);
    }

    private void Apply(Message message, User? performer, string status, JsonObject attributes, string? previousContent = null)
    {
        var changes = new JsonObject();
        var contentChanged = previousContent is not null && previousContent != message.Content;
        if (contentChanged)
        {
            changes["content"] = new JsonArray(previousContent, message.Content);
        }

        var now = world.Now;
        changes["updated_at"] = new JsonArray(Times.Iso(message.UpdatedAt), Times.Iso(now));
        if (message.Status != status)
        {
            changes["status"] = new JsonArray(message.Status, status);
        }

        if (!JsonNode.DeepEquals(message.ContentAttributes, attributes))
        {
            changes["content_attributes"] = new JsonArray(message.ContentAttributes.DeepClone(), attributes.DeepClone());
        }

        if (contentChanged)
        {
            changes["processed_message_content"] = new JsonArray(previousContent, message.Content);
        }

        if (changes.Count == 1)
        {
            return;
        }

        message.Status = status;
        message.ContentAttributes = attributes;
        message.UpdatedAt = now;
        if (!world.Version.IsNew())
        {
            // 4.3.0 counts it as a change of the conversation, 4.15.1 does not (conversation.updated_at in recordings 07-webhooks-delivery).
            message.Conversation.UpdatedAt = now;
        }

        events.MessageUpdated(message, changes, performer);
    }
}
