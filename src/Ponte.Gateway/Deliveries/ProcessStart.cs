namespace Ponte.Gateway.Deliveries;

/// <summary>What was true when this process took over the tables. Filled once, before any lane is awake.</summary>
internal sealed class ProcessStart
{
    /// <summary>
    /// How long after its sender's death a request may still be running on the other side: Chatwoot's own limit is 15 s (design §3), and a margin.
    /// </summary>
    public static readonly TimeSpan LongestForeignRequest = TimeSpan.FromSeconds(20);

    /// <summary>When this process started.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The newest delivery an earlier process can have worked on.</summary>
    public long LastDeliveryBefore { get; private set; }

    public void Take(DateTimeOffset at, long lastDeliveryBefore)
    {
        At = at;
        LastDeliveryBefore = lastDeliveryBefore;
    }
}
