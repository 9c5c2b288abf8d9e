using System.Text;

namespace Ponte.WhatsApp.Linking;

/// <summary>Asks for a code that links a phone.</summary>
/// <param name="PhoneDigits">The phone's number, 5 to 15 digits, for a pairing code; null for a QR code.</param>
/// <param name="HistoryDays">How many days of history to ask the phone for at the first pairing; null leaves it to the settings.</param>
public sealed record LinkRequest(string? PhoneDigits = null, int? HistoryDays = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Pairing = ").Append(PhoneDigits is not null).Append(", HistoryDays = ").Append(HistoryDays);
        return true;
    }
}
