using System.Globalization;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>The words for orders and products of a catalogue. Pure.</summary>
internal static class CatalogText
{
    /// <summary>What was ordered, how much of it, and the total.</summary>
    public static string Of(IncomingOrder order) => Lines.Join(
        Lines.Labelled("**Order:**", order.Title) ?? "**Order**",
        order.Items is { } items ? string.Create(CultureInfo.InvariantCulture, $"Items: {items}") : null,
        Price("Total:", order.Amount, order.Currency),
        Lines.Text(order.Text));

    /// <summary>What it is, its price and its page.</summary>
    public static string Of(IncomingProduct product) => Lines.Join(
        $"**Product:** {WhatsAppText.ToLine(product.Title)}",
        Lines.Text(product.Description),
        Price("Price:", product.Amount, product.Currency),
        Lines.Labelled("Link:", product.Url),
        Lines.Text(product.Text));

    private static string? Price(string label, decimal? amount, string? currency) =>
        amount is { } value ? Lines.Labelled(label, $"{value.ToString("0.00##", CultureInfo.InvariantCulture)} {currency}".TrimEnd()) : null;
}
