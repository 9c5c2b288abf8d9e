namespace Ponte.Gateway.Deliveries;

/// <summary>The life of a delivery, as stored in <c>delivery.state</c>.</summary>
internal static class DeliveryState
{
    public const string Pending = "pending";

    public const string Done = "done";

    /// <summary>Refused for good. The payload stays, so that a person can ask for it once more.</summary>
    public const string Failed = "failed";

    /// <summary>A person gave it up; its payload is gone.</summary>
    public const string Discarded = "discarded";

    /// <summary>Every state there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Done, Failed, Discarded];
}
