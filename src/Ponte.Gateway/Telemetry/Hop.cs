namespace Ponte.Gateway.Telemetry;

/// <summary>The hops of a delivery, as <see cref="DeliveryMetrics"/> labels them.</summary>
internal static class Hop
{
    /// <summary>From the other side's own time of the fact until it is on our disk.</summary>
    public const string Stored = "stored";

    /// <summary>On disk, until the first attempt begins.</summary>
    public const string Queue = "queue";

    /// <summary>One attempt: the calls to Chatwoot, or to WhatsApp.</summary>
    public const string Attempt = "attempt";

    /// <summary>Storing what became of an attempt.</summary>
    public const string Commit = "commit";

    /// <summary>From the other side's own time of the fact until it is delivered and that is on our disk.</summary>
    public const string Total = "total";
}
