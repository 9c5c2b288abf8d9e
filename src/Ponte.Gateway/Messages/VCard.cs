using System.Text;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>The contact cards that programs send (RFC 2426, as WhatsApp writes them). Pure.</summary>
internal static class VCard
{
    /// <summary>The card as text.</summary>
    /// <param name="name">The full name.</param>
    /// <param name="phone">The number as it is to be shown.</param>
    /// <param name="organization">The organisation; null: none.</param>
    /// <param name="email">The e-mail address; null: none.</param>
    /// <param name="url">The page; null: none.</param>
    public static string Write(string name, string phone, string? organization, string? email, string? url)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        var card = new StringBuilder("BEGIN:VCARD\nVERSION:3.0\n");
        card.Append("N:;").Append(Escaped(name)).Append(";;;\n").Append("FN:").Append(Escaped(name)).Append('\n');
        if (organization is not null)
        {
            card.Append("ORG:").Append(Escaped(organization)).Append(";\n");
        }

        card.Append("TEL;type=CELL;waid=").Append(digits).Append(":+").Append(digits).Append('\n');
        if (email is not null)
        {
            card.Append("EMAIL:").Append(Escaped(email)).Append('\n');
        }

        if (url is not null)
        {
            card.Append("URL:").Append(Escaped(url)).Append('\n');
        }

        return card.Append("END:VCARD").ToString();
    }

    /// <summary>What a card that <see cref="Write"/> wrote says.</summary>
    public static ContactCard Read(string name, string card)
    {
        string[] Values(string property) =>
            [.. card.Split('\n').Where(line => line.StartsWith(property, StringComparison.Ordinal)).Select(line => Unescaped(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
        return new ContactCard(name, Values("TEL")) { Organisation = Values("ORG").FirstOrDefault()?.TrimEnd(';'), Emails = Values("EMAIL") };
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal);

    private static string Unescaped(string text) => text
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\,", ",", StringComparison.Ordinal)
        .Replace("\\;", ";", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
