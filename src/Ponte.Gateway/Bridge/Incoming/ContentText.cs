using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words that show a content to an agent, as Markdown: every kind has some, unless it is a file that speaks for itself. Pure.</summary>
internal static class ContentText
{
    /// <summary>The words; null for a file without caption.</summary>
    /// <param name="content">The content.</param>
    /// <param name="mention">Puts names where people are mentioned.</param>
    public static string? Of(IncomingContent content, Func<string, string> mention) => content switch
    {
        IncomingText text => WhatsAppText.ToMarkdown(mention(text.Text)),
        IncomingMedia { Caption: { Length: > 0 } caption } => WhatsAppText.ToMarkdown(mention(caption)),
        IncomingMedia => null,
        IncomingViewOnce once => MediaText.ViewOnce(once),
        IncomingLocation location => LocationText.Of(location),
        IncomingContacts contacts => ContactCardText.Of(contacts),
        IncomingPoll poll => PollText.Of(poll),
        IncomingChoice choice => MenuText.Of(choice),
        IncomingMenu menu => MenuText.Of(menu),
        IncomingEvent appointment => AppointmentText.Of(appointment),
        IncomingOrder order => CatalogText.Of(order),
        IncomingProduct product => CatalogText.Of(product),
        IncomingInvite invite => InviteText.Of(invite),
        IncomingUndecryptable => "This message could not be decrypted yet. WhatsApp was asked to send it again; it is shown here when it comes. Until then it can be read on the phone.",
        IncomingUnsupported unsupported => UnsupportedContent.Describe(unsupported),
        _ => UnsupportedContent.Describe(new IncomingUnsupported("unknown")),
    };

    /// <summary>The kind, as links keep it.</summary>
    public static string KindOf(IncomingContent content) => content switch
    {
        IncomingText => "text",
        IncomingMedia media => media.Media.ToString().ToLowerInvariant(),
        IncomingUndecryptable => Deliveries.MessageLink.Placeholder,
        _ => content.ToString()["Incoming".Length..].ToLowerInvariant(),
    };

    /// <summary>The words by which a later quote on WhatsApp is recognised, in WhatsApp's own formatting.</summary>
    public static string Snippet(IncomingContent content) => content switch
    {
        IncomingText text => text.Text,
        IncomingMedia { Caption: { Length: > 0 } caption } => caption,
        IncomingMedia media => $"[{MediaText.Name(media.Media)}]",
        IncomingLocation { Name: { Length: > 0 } name } => name,
        IncomingContacts { Cards: [var card, ..] } => card.Name,
        IncomingPoll poll => poll.Question,
        IncomingChoice choice => choice.Title,
        IncomingMenu menu => menu.Text ?? menu.Title ?? "[Message with buttons]",
        IncomingEvent appointment => appointment.Name,
        IncomingOrder order => order.Title ?? "[Order]",
        IncomingProduct product => product.Title,
        IncomingInvite invite => invite.Group,
        IncomingUnsupported { Caption: { Length: > 0 } caption } => caption,
        _ => $"[{content.ToString()["Incoming".Length..]}]",
    };
}
