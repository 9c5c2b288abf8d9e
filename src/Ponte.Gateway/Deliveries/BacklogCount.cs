namespace Ponte.Gateway.Deliveries;

// What Dapper reads: the pending rows of one instance for one destination, and when the first of them was enqueued.
internal sealed class BacklogCount
{
    public string InstanceId { get; init; } = "";

    public string Destination { get; init; } = "";

    public long Pending { get; init; }

    public long Since { get; init; }
}
