using System.Globalization;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for a place. Pure.</summary>
internal static class LocationText
{
    /// <summary>Name, address, a link to a map, the place's page and the sender's words.</summary>
    public static string Of(IncomingLocation location) => Lines.Join(
        location.IsLive ? "**Live location** (where it began; it moves on the phone only)" : "**Location**",
        Lines.Labelled("", location.Name)?.TrimStart(),
        Lines.Labelled("", location.Address)?.TrimStart(),
        string.Create(CultureInfo.InvariantCulture, $"https://www.google.com/maps?q={location.Latitude:0.######},{location.Longitude:0.######}"),
        location.Url is { Length: > 0 } url ? WhatsAppText.ToLine(url) : null,
        Lines.Text(location.Caption));
}
