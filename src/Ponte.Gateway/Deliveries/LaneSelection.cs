namespace Ponte.Gateway.Deliveries;

/// <summary>A lane, or every lane of an instance for a destination.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Destination">The destination.</param>
/// <param name="Chats">The ids under which a chat's rows stand; null for every chat.</param>
internal sealed record LaneSelection(string InstanceId, string Destination, IReadOnlyList<long>? Chats)
{
    /// <summary>As a condition on <c>delivery</c> with the parameters of this record.</summary>
    public string Condition => $"instance_id = @InstanceId and {Of("destination", Destination)}" + (Chats is null ? "" : $" and {OfChats("chat_id", Chats)}");

    /// <summary>That a column is the destination of a parameter <c>@Destination</c>; <see cref="Deliveries.Destination.Webhook"/> alone means every webhook.</summary>
    public static string Of(string column, string destination) =>
        destination == Deliveries.Destination.Webhook ? $"{column} like @Destination || ':%'" : $"{column} = @Destination";

    /// <summary>That a column is one of some chats: written out, since a list means something else to each database, and none at all is wrong for one of them.</summary>
    public static string OfChats(string column, IReadOnlyList<long> chats) => chats.Count == 0 ? "1 = 0" : $"{column} in ({string.Join(", ", chats)})";
}
