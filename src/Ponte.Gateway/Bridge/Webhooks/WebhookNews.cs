using System.Text.Json;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>The little that is read of a webhook's body: where something happened. Its texts and names are never taken over (Chatwoot contract 8.2).</summary>
/// <param name="InboxId">The inbox.</param>
/// <param name="ConversationId">The conversation's display id.</param>
/// <param name="MessageId">The message.</param>
/// <param name="IsChange">Whether a message that stands was deleted or retried; else one was written.</param>
internal sealed record WebhookNews(long InboxId, long ConversationId, long MessageId, bool IsChange)
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 32 };

    /// <summary>Reads a body.</summary>
    /// <param name="body">What came.</param>
    /// <param name="news">What it tells; null when that is none of Ponte's business.</param>
    /// <returns>False when it is no JSON object.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, out WebhookNews? news)
    {
        news = null;
        try
        {
            using var document = JsonDocument.Parse(body, Limits);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            news = Of(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Ponte's own posts come back, and so do customers' messages and private notes: nothing to be read for them.
    private static WebhookNews? Of(JsonElement body)
    {
        var isReply = Text(body, "message_type") is "outgoing" or "template" && !Is(body, "private", JsonValueKind.True);
        if (!isReply || Id(body, "inbox") is not { } inbox || Id(body, "conversation") is not { } conversation || Number(body, "id") is not { } message)
        {
            return null;
        }

        return Text(body, "event") switch
        {
            "message_created" when !Is(body, "source_id", JsonValueKind.String) => new WebhookNews(inbox, conversation, message, IsChange: false),
            "message_updated" when IsDeletedOrRetried(body) => new WebhookNews(inbox, conversation, message, IsChange: true),
            _ => null,
        };
    }

    // The first of the two updates of a Retry clears the error and leaves its key (contract 6.9); a tick of a message that never failed has no such key.
    private static bool IsDeletedOrRetried(JsonElement body) =>
        body.TryGetProperty("content_attributes", out var attributes)
        && attributes.ValueKind == JsonValueKind.Object
        && (Is(attributes, "deleted", JsonValueKind.True) || Is(attributes, "external_error", JsonValueKind.Null));

    private static long? Id(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var child) && child.ValueKind == JsonValueKind.Object ? Number(child, "id") : null;

    private static long? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number is > 0 and < long.MaxValue
            ? number
            : null;

    private static string? Text(JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static bool Is(JsonElement parent, string name, JsonValueKind kind) => parent.TryGetProperty(name, out var value) && value.ValueKind == kind;
}
