namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Up to where an agent has read a conversation.</summary>
/// <param name="MessageId">Everything before this message; null: not told.</param>
/// <param name="SeenAt">Everything that was there at this time; null: not told.</param>
internal sealed record ReadUpTo(long? MessageId, DateTimeOffset? SeenAt)
{
    /// <summary>All that is there.</summary>
    public static ReadUpTo Everything { get; } = new(null, null);
}
