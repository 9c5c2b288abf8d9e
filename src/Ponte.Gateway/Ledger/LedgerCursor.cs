using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Ponte.Gateway.Ledger;

/// <summary>Where a page of the ledger ended: the id of its last row, in a form that callers are not tempted to make up.</summary>
internal static class LedgerCursor
{
    private const string Prefix = "before:";

    public static string Of(long lastId) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{lastId}")));

    /// <summary>Reads what <see cref="Of"/> wrote; null for anything else.</summary>
    public static long? Read(string cursor)
    {
        if (cursor.Length > 64 || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
