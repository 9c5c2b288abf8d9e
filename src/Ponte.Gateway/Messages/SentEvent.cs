using Ponte.Gateway.Events;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>What was sent through Ponte, as the event it would be had it been written on the phone. Pure.</summary>
internal static class SentEvent
{
    /// <summary>The event.</summary>
    /// <param name="message">What WhatsApp has accepted.</param>
    /// <param name="self">This number.</param>
    /// <param name="source">Who sent it: a <see cref="Happening.Source"/>.</param>
    /// <param name="at">When it was accepted.</param>
    public static MessageEvent Of(OutgoingMessage message, UserId self, string source, DateTimeOffset at) => Of(message, self, at) with { SentBy = source };

    private static MessageEvent Of(OutgoingMessage message, UserId self, DateTimeOffset at) => message.Content switch
    {
        OutgoingDelete deletion => new MessageDeleted(message.Chat, message.Id, deletion.Target, self, FromMe: true, at),
        OutgoingEdit edit => new MessageEdited(message.Chat, message.Id, edit.Target, self, FromMe: true, at, new IncomingText(edit.Text)),
        OutgoingReaction reaction => new ReactionChanged(message.Chat, message.Id, reaction.Target, self, FromMe: true, at, reaction.Emoji),
        _ => new MessageReceived(message.Chat, message.Id, self, FromMe: true, at, Content(message.Content))
        {
            Quote = message.Quote is { } quote ? new QuotedMessage(quote.Id, quote.Sender, quote.Text.Length > 0 ? quote.Text : null) : null,
            Mentions = message.Mentions,
            IsForwarded = message.IsForwarded,
            IsStatus = message.Chat == ChatId.Status,
        },
    };

    private static IncomingContent Content(OutgoingContent content) => content switch
    {
        OutgoingText text => new IncomingText(text.Text),
        OutgoingMedia media => new IncomingMedia(media.Media, Reference(media), media.Caption),
        OutgoingLocation place => new IncomingLocation(place.Latitude, place.Longitude) { Name = place.Name, Address = place.Address },
        OutgoingContacts contacts => new IncomingContacts([.. contacts.Cards.Select(contact => VCard.Read(contact.DisplayName, contact.VCard))]),
        OutgoingPoll poll => new IncomingPoll(poll.Question, poll.Options, poll.MaxAnswers != 1),
        _ => throw new ArgumentException($"Nothing shows a {content.GetType().Name}.", nameof(content)),
    };

    private static MediaReference Reference(OutgoingMedia media) => new(OutgoingFolder.TokenOf(media.Path), media.MimeType)
    {
        FileName = media.FileName,
        Size = File.Exists(media.Path) ? new FileInfo(media.Path).Length : null,
        Seconds = media.Seconds,
        IsAnimated = media.IsAnimated,
    };
}
