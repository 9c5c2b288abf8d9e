namespace Ponte.Gateway.ChatActions;

/// <summary>For how long a chat is muted (http-contract 8.1).</summary>
/// <param name="Seconds">0: for ever.</param>
/// <param name="Message">What the caller is told.</param>
internal sealed record MuteDuration(int Seconds, string Message)
{
    /// <summary>Reads a duration; null when it is none that WhatsApp knows.</summary>
    public static MuteDuration? Parse(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "always" or "forever" or "permanent" => new MuteDuration(0, "Chat muted permanently"),
        "8h" or "8 hours" => new MuteDuration(8 * 3600, "Chat muted for 8 hours"),
        "1w" or "7d" or "1 week" => new MuteDuration(7 * 24 * 3600, "Chat muted for 1 week"),
        _ => null,
    };
}
