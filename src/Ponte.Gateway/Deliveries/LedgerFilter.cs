namespace Ponte.Gateway.Deliveries;

/// <summary>Which rows of an instance are asked for; what is null chooses nothing.</summary>
/// <param name="InstanceId">The instance.</param>
internal sealed record LedgerFilter(string InstanceId)
{
    /// <summary>A <see cref="DeliveryState"/>.</summary>
    public string? State { get; init; }

    /// <summary>The ids under which a chat's rows stand.</summary>
    public IReadOnlyList<long>? Chats { get; init; }

    /// <summary>A <see cref="Deliveries.Destination"/>.</summary>
    public string? Destination { get; init; }

    /// <summary>A <see cref="DeliveryKind"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>The id on the other side, or, in digits, the Chatwoot message's.</summary>
    public string? MessageId { get; init; }

    /// <summary>The integration whose Chatwoot ids <see cref="MessageId"/> may be; null when there is none.</summary>
    public string? IntegrationId { get; init; }

    /// <summary>Only rows with a smaller id: the last one of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many rows at most.</summary>
    public int Limit { get; init; } = 50;
}
