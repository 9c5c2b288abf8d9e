using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>Converts what happened on WhatsApp into what Chatwoot is posted, without the files. Pure.</summary>
internal static class WhatsAppToChatwoot
{
    // Chatwoot refuses more than 150,000 characters (contract 6.1).
    private const int LongestContent = 149_000;

    /// <summary>The message or note for an event.</summary>
    /// <param name="happened">The event; of a kind that is shown.</param>
    /// <param name="people">What the people in it are called.</param>
    /// <param name="about">The message it answers or is about; null when there is none.</param>
    /// <param name="notice">Words that stand for its file; null when the file is attached, or when there is none.</param>
    /// <param name="sourceId">The <c>source_id</c> to post it with.</param>
    public static NewMessage Convert(MessageEvent happened, People people, AboutMessage? about, string? notice, string sourceId)
    {
        about ??= new AboutMessage(null, null);
        return happened switch
        {
            MessageReceived { Content: IncomingUndecryptable } message => Note(Undecryptable(message, people), sourceId),
            MessageReceived message => Shown(message, people, Received(message, people, about, notice), about, sourceId),
            MessageEdited edit => Shown(edit, people, "Edited: " + (ContentText.Of(edit.Content, Same) ?? "the words below the file were removed"), about, sourceId),
            CallChanged call => Shown(call, people, CallText.Of(call), about, sourceId),
            ReactionChanged reaction => Note(NoteText.Of(reaction, people, about), sourceId) with { InReplyTo = about.ChatwootId },
            PollVoted vote => Note(NoteText.Of(vote, people, about), sourceId) with { InReplyTo = about.ChatwootId },
            MessageDeleted deletion => Note(NoteText.Of(deletion, people, about), sourceId) with { InReplyTo = about.ChatwootId },
            GroupChanged change => Note(GroupText.Of(change, people), sourceId),
            _ => throw new ArgumentException($"Nothing shows a {happened.GetType().Name}.", nameof(happened)),
        };
    }

    /// <summary>A private note that agents see and customers do not.</summary>
    public static NewMessage Note(string text, string sourceId) => new()
    {
        Content = LiquidText.Escape(Limited(text)),
        MessageType = MessageType.Outgoing,
        Private = true,
        SourceId = sourceId,
    };

    /// <summary>The file of a message, which came after the message was shown.</summary>
    public static NewMessage Late(MessageReceived message, long inReplyTo, string sourceId) => new()
    {
        MessageType = message.FromMe ? MessageType.Outgoing : MessageType.Incoming,
        InReplyTo = inReplyTo,
        IsVoiceMessage = IsVoice(message),
        SourceId = sourceId,
    };

    private static NewMessage Shown(MessageEvent happened, People people, string text, AboutMessage about, string sourceId)
    {
        var writer = happened.Chat.Kind == ChatKind.Group && !happened.FromMe ? $"**{people.Label(happened)}:**"
            : happened.SentBy is { } program ? $"_Sent by the API{(program == "api" ? "" : $" ({WhatsAppText.ToLine(program)})")}:_"
            : null;
        var all = writer is null ? text : Lines.Join(writer, text);
        return new NewMessage
        {
            // Chatwoot renders Liquid in outgoing text only (contract 6.1).
            Content = all.Length == 0 ? null : Limited(happened.FromMe ? LiquidText.Escape(all) : all),
            MessageType = happened.FromMe ? MessageType.Outgoing : MessageType.Incoming,
            SourceId = sourceId,
            InReplyTo = about.ChatwootId,
            IsVoiceMessage = IsVoice(happened),
        };
    }

    private static string Received(MessageReceived message, People people, AboutMessage about, string? notice)
    {
        var body = ContentText.Of(message.Content, text => people.Mention(text, message.Mentions));
        var quote = about is { ChatwootId: null, Words: { Length: > 0 } words } ? $"> {WhatsAppText.ToLine(words)}\n" : null;
        return string.Join('\n', new[]
        {
            message.IsStatus ? "_Status update, shown to all contacts:_" : null,
            message.IsForwarded ? "_Forwarded:_" : null,
            quote,
            notice,
            body,
            message.Ad is { } ad ? (body is null ? "" : "\n") + AdText.Of(ad) : null,
        }.Where(part => part is not null));
    }

    private static string Undecryptable(MessageReceived message, People people) =>
        $"{people.Who(message)} sent a message.\n{ContentText.Of(message.Content, Same)}";

    private static bool IsVoice(MessageEvent happened) => happened is MessageReceived { Content: IncomingMedia { Media: MediaKind.Voice } };

    private static string Limited(string text) =>
        text.Length <= LongestContent ? text : text[..(char.IsHighSurrogate(text[LongestContent - 1]) ? LongestContent - 1 : LongestContent)] + "…";

    private static string Same(string text) => text;
}
