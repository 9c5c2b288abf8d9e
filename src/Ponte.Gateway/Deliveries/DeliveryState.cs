namespace Ponte.Gateway.Deliveries;

/// <summary>The life of a delivery, as stored in <c>delivery.state</c>.</summary>
internal static class DeliveryState
{
    public const string Pending = "pending";

    public const string Done = "done";

    public const string Failed = "failed";
}
