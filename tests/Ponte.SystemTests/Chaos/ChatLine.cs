using System.Globalization;

namespace Ponte.SystemTests.Chaos;

/// <summary>The text of the n-th message of a chat: <c>IN-&lt;chat&gt;-&lt;n&gt;</c> from the customer, <c>OUT-&lt;chat&gt;-&lt;n&gt;</c> from the agent.</summary>
internal readonly record struct ChatLine(string Direction, int Chat, int Number)
{
    public const string In = "IN";
    public const string Out = "OUT";

    /// <summary>Reads what <see cref="ToString"/> wrote; null for any other text.</summary>
    public static ChatLine? Parse(string? text) =>
        text?.Split('-') is [In or Out, var chat, var number]
            ? new ChatLine(text[..text.IndexOf('-', StringComparison.Ordinal)], int.Parse(chat, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Direction}-{Chat}-{Number}");
}
