using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for the ad that led somebody into the chat. Pure.</summary>
internal static class AdText
{
    /// <summary>Headline, text and link, whichever are there.</summary>
    public static string Of(AdReferral ad) => Lines.Join(
        Lines.Labelled("**Came from an ad:**", ad.Title) ?? "**Came from an ad**",
        Lines.Text(ad.Text),
        ad.Url is { Length: > 0 } url ? WhatsAppText.ToLine(url) : null);
}
