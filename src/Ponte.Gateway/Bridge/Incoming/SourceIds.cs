using System.Security.Cryptography;
using System.Text;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Chatwoot's <c>source_id</c> of what happened on WhatsApp: the id of a message, and a name built from ids for the rest. Pure.</summary>
internal static class SourceIds
{
    // Older servers refuse longer ones (contract 6.1).
    private const int MaxLength = 255;
    private const int MaxMessageId = 128;

    /// <summary>The id of what an event becomes.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="kind">A <see cref="Deliveries.DeliveryKind"/>.</param>
    public static string Of(MessageEvent happened, string kind) => happened switch
    {
        MessageReceived { Content: IncomingUndecryptable } => Placeholder(happened.Id).Value,
        MessageReceived => happened.Id.Value,
        _ when TargetOf(happened) is { } target => Shortened($"{target}:{kind}:{happened.Id}", MaxLength),
        _ => $"{happened.Id}:{kind}",
    };

    /// <summary>The message that an event is about, or that it answers.</summary>
    public static MessageId? TargetOf(MessageEvent happened) => happened switch
    {
        MessageReceived message => message.Quote?.Id,
        MessageEdited edit => edit.Target,
        MessageDeleted deletion => deletion.Target,
        ReactionChanged reaction => reaction.Target,
        PollVoted vote => vote.Target,
        _ => null,
    };

    /// <summary>The id of the note that stands for a message which could not be decrypted. It has the form of a message's.</summary>
    public static MessageId Placeholder(MessageId message) => MessageId.Parse(Shortened($"{message}:undecryptable", MaxMessageId));

    /// <summary>The id of a file that came after its message was shown.</summary>
    public static string LateFile(MessageId message) => $"{message}:media:1";

    private static string Shortened(string id, int length) => id.Length <= length ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
