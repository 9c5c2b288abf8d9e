using System.Globalization;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>The query of <c>GET /api/instance/connect/:instance</c>, read and checked.</summary>
/// <param name="PhoneDigits">The number that asks for a pairing code; null for a QR code.</param>
/// <param name="HistoryDays">How many days of history to ask for; null leaves it to the settings.</param>
internal readonly record struct ConnectQuery(string? PhoneDigits, int? HistoryDays)
{
    private const int MaxHistoryDays = 3650;

    // As people write numbers: +55 (11) 90000-0001.
    private const string Punctuation = "+ -().";

    /// <summary>Reads it, or says in <paramref name="problem"/> what is wrong. An empty number is none, as forms send it.</summary>
    public static ConnectQuery Read(string? number, string? history, out string? problem)
    {
        var digits = string.Concat((number ?? "").Where(c => !Punctuation.Contains(c, StringComparison.Ordinal)));
        var days = 0;
        problem = null;
        var isNumber = digits.Length is >= 5 and <= 15 && digits[0] != '0' && digits.All(char.IsAsciiDigit);
        if (!isNumber && !string.IsNullOrWhiteSpace(number))
        {
            problem = "number must be a phone number with its country code, 5 to 15 digits";
        }
        else if (history is not null
            && !(int.TryParse(history, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MaxHistoryDays))
        {
            problem = $"history must be a number of days from 1 to {MaxHistoryDays}";
        }

        return new ConnectQuery(isNumber ? digits : null, history is null ? null : days);
    }
}
