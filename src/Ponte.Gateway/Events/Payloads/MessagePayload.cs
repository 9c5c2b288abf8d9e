using System.Text;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>Messages, and what happens to them, as <c>message.exchange</c> tells them.</summary>
internal static class MessagePayload
{
    public static MessageExchange Of(MessageEvent happened, string source, EventPeople people, ToldFile file) => new(
        happened.Id.Value,
        happened.FromMe ? "outgoing" : "incoming",
        EventData.Time(happened.SentAt),
        people.Chat,
        people.Sender,
        happened.FromMe || people.Chat.Type != "private" ? people.Chat.ToPerson() : people.Self,
        MessageOf(happened, source, file));

    private static MessageView MessageOf(MessageEvent happened, string source, ToldFile file) => happened switch
    {
        MessageReceived message => View(message.Content, source, file) with
        {
            Context = ContextOf(message),
            Reply = message.Quote is { } quote ? new ReplyView(quote.Id.Value, quote.Text, quote.Sender?.Value) : null,
            Mentions = message.Mentions.Count == 0 ? null : [.. message.Mentions.Select(user => user.Value)],
        },
        MessageEdited edit => Edited(edit, View(edit.Content, source, ToldFile.None)),
        MessageDeleted deletion => new MessageView("message_revoke", null, source) { Revoke = new TargetView(deletion.Target.Value) },
        ReactionChanged reaction => new MessageView("reaction", reaction.Emoji, source) { Reaction = new ReactionView(reaction.Target.Value, reaction.Emoji) },
        PollVoted vote => new MessageView("poll_update", vote.Options is { } options ? string.Join(", ", options) : null, source)
        {
            PollVote = new VoteView(vote.Target.Value, vote.Options is { } chosen ? [.. chosen.Select(option => new OptionView(option))] : null),
        },
        _ => new MessageView("unsupported", null, source),
    };

    private static MessageView Edited(MessageEdited edit, MessageView now) =>
        now with { Type = "message_edit", IsEdit = true, Edit = new EditView(edit.Target.Value, now.Content) };

    private static MessageView View(IncomingContent content, string source, ToldFile file) => content switch
    {
        IncomingText text => new MessageView("text", text.Text, source),
        IncomingMedia media => new MessageView(TypeOf(media.Media), media.Caption, source) { Media = MediaOf(media, file) },
        IncomingLocation place => new MessageView("location", place.Caption ?? place.Name ?? place.Address, source)
        {
            Location = new LocationView(place.Latitude, place.Longitude, place.Name, place.Address, place.IsLive),
        },
        IncomingContacts contacts => WithCards(contacts.Cards, source),
        IncomingPoll poll => new MessageView("poll", poll.Question, source)
        {
            Poll = new PollView(poll.Question, [.. poll.Options.Select(option => new OptionView(option))], poll.IsMultiple),
        },
        IncomingChoice choice => new MessageView("buttons_response", choice.Title, source) { ButtonResponse = new ChoiceView(choice.Title, choice.Description, null) },
        _ => Other(content, source),
    };

    // What the contract has no fields for: its words.
    private static MessageView Other(IncomingContent content, string source) => content switch
    {
        IncomingMenu menu => new MessageView("interactive", menu.Text ?? menu.Title, source),
        IncomingEvent appointment => new MessageView("event", appointment.Name, source),
        IncomingOrder order => new MessageView("order", order.Text ?? order.Title, source),
        IncomingProduct product => new MessageView("product", product.Text ?? product.Title, source),
        IncomingInvite invite => new MessageView("group_invite", invite.Link ?? invite.Caption, source),
        IncomingViewOnce => new MessageView("view_once", null, source),
        IncomingUndecryptable => new MessageView("undecryptable", null, source),
        IncomingUnsupported unsupported => new MessageView("unsupported", unsupported.Caption, source) { OriginalType = unsupported.Type },
        _ => new MessageView("unsupported", null, source),
    };

    private static MessageView WithCards(IReadOnlyList<ContactCard> cards, string source)
    {
        var views = cards.Select(card => new ContactView(card.Name, card.Numbers.Count > 0 ? card.Numbers[0] : null, VcardOf(card))).ToList();
        return new MessageView("contact", string.Join(", ", cards.Select(card => card.Name)), source) { Contact = views.FirstOrDefault(), Contacts = views };
    }

    private static string VcardOf(ContactCard card)
    {
        var text = new StringBuilder("BEGIN:VCARD\nVERSION:3.0\n").Append("FN:").Append(Escaped(card.Name)).Append('\n');
        foreach (var (name, value) in card.Numbers.Select(number => ("TEL", number)).Concat(card.Emails.Select(mail => ("EMAIL", mail))))
        {
            text.Append(name).Append(':').Append(Escaped(value)).Append('\n');
        }

        return text.Append(card.Organisation is { } organisation ? $"ORG:{Escaped(organisation)}\n" : "").Append("END:VCARD").ToString();
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);

    private static ContextView? ContextOf(MessageReceived message) => message is { IsForwarded: false, IsStatus: false, Ad: null }
        ? null
        : new ContextView(message.IsForwarded, message.IsStatus, message.Ad is { } ad ? new AdView(ad.Title, ad.Text, ad.Url) : null);

    private static string TypeOf(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Video or MediaKind.Gif or MediaKind.VideoNote => "video",
        MediaKind.Audio or MediaKind.Voice => "audio",
        MediaKind.Sticker => "sticker",
        _ => "document",
    };

    private static MediaView MediaOf(IncomingMedia media, ToldFile file) => new(
        media.Media switch { MediaKind.Voice => "ptt", MediaKind.VideoNote => "ptv", var kind => TypeOf(kind) },
        null,
        file.S3Url,
        file.Base64,
        media.File.MimeType,
        media.File.FileName,
        media.Caption,
        media.File.Size,
        media.File.Seconds,
        media.Media == MediaKind.Voice,
        media.File.IsAnimated || media.Media == MediaKind.Gif);
}
