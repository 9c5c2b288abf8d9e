namespace Ponte.Gateway.Deliveries;

/// <summary>A row of <c>delivery_attempt</c>: the same trouble, so many times in a row; times are Unix milliseconds.</summary>
internal sealed class LedgerAttempt
{
    public string Code { get; init; } = "";

    public string Reason { get; init; } = "";

    public long Certain { get; init; }

    public long Times { get; init; }

    public long FirstAt { get; init; }

    public long LastAt { get; init; }
}
