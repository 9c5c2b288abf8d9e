using System.Diagnostics;
using System.Globalization;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Deliveries;

/// <summary>A row to be: one message on the other side.</summary>
/// <param name="Lane">The lane it joins at the end.</param>
/// <param name="Kind">A <see cref="DeliveryKind"/>.</param>
/// <param name="SourceKey">Names the fact; the same fact again is absorbed (unique per instance and destination).</param>
/// <param name="TargetId">The id it will have on the other side: the WhatsApp message id, or Chatwoot's <c>source_id</c>.</param>
/// <param name="Payload">What the target needs, as JSON.</param>
internal sealed record NewDelivery(LaneKey Lane, string Kind, string SourceKey, string TargetId, string Payload)
{
    /// <summary>When WhatsApp, or Chatwoot, had the fact; null stands for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The span in which the row was made: the writer stores rows of many.</summary>
    public Activity? Trace { get; init; } = Activity.Current;

    /// <summary>The <see cref="SourceKey"/> of a message of a chat: the sender's address is no part of it.</summary>
    public static string MessageKey(long chatId, MessageId message) => $"{MessageKeyPrefix(chatId)}{message.Value}";

    /// <summary>The <see cref="SourceKey"/> of something else that happened in a chat under an id of its own, or about a message.</summary>
    public static string EventKey(long chatId, MessageId id, string kind) => $"{MessageKey(chatId, id)}:{kind}";

    /// <summary>How every <see cref="MessageKey"/> of a chat begins.</summary>
    public static string MessageKeyPrefix(long chatId) => string.Create(CultureInfo.InvariantCulture, $"{chatId}:");

    /// <summary>The same row in another chat of the same person.</summary>
    public NewDelivery In(long chat)
    {
        var prefix = MessageKeyPrefix(Lane.ChatId);
        var key = SourceKey.StartsWith(prefix, StringComparison.Ordinal) ? MessageKeyPrefix(chat) + SourceKey[prefix.Length..] : SourceKey;
        return this with { Lane = Lane with { ChatId = chat }, SourceKey = key };
    }

    public override string ToString() => $"{Kind} for {Lane}";
}
