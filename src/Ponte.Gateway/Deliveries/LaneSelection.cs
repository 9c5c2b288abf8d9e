namespace Ponte.Gateway.Deliveries;

/// <summary>A lane, or every lane of an instance for a destination.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Destination">The destination.</param>
/// <param name="Chats">The ids under which a chat's rows stand; null for every chat.</param>
internal sealed record LaneSelection(string InstanceId, string Destination, IReadOnlyList<long>? Chats)
{
    /// <summary>As a condition on <c>delivery</c> with the parameters of this record.</summary>
    public string Condition =>
        "instance_id = @InstanceId and destination = @Destination" + (Chats is null ? "" : $" and chat_id in ({string.Join(", ", Chats)})");
}
