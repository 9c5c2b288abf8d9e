namespace Ponte.Gateway.Deliveries;

/// <summary>A delivery as the ledger shows it; times are Unix milliseconds, as stored.</summary>
internal sealed class LedgerRow
{
    public long Id { get; init; }

    public string InstanceId { get; init; } = "";

    /// <summary>The chat that the row's own leads to now.</summary>
    public long ChatId { get; init; }

    /// <summary>The chat whose lane it is in.</summary>
    public long LaneChatId { get; init; }

    /// <summary>The address of the chat that WhatsApp used last; null when the chat is gone, or was never one.</summary>
    public string? ChatJid { get; init; }

    public string Destination { get; init; } = "";

    public string Kind { get; init; } = "";

    public string SourceKey { get; init; } = "";

    public string TargetId { get; init; } = "";

    /// <summary>Filled for one row only, never for lists. Not for people.</summary>
    public string Payload { get; init; } = "";

    public string State { get; init; } = "";

    public long Attempts { get; init; }

    public long NextAttemptAt { get; init; }

    public string? FailureCode { get; init; }

    /// <summary>Of a done row, why there was nothing to do.</summary>
    public string? FailureReason { get; init; }

    public long Certain { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long ReceivedAt { get; init; }

    public long? ReplayedAt { get; init; }

    /// <summary>The head of the lane when that is another row.</summary>
    public long? WaitsBehind { get; init; }

    public LaneKey Lane => new(InstanceId, LaneChatId, Destination);

    public override string ToString() => $"delivery {Id} ({Kind}, {State})";
}
