namespace Ponte.Gateway.Instances;

// What Dapper reads: column names without underscores.
internal sealed class InstanceRow
{
    public string Id { get; init; } = "";

    public long AccountId { get; init; }

    public string Name { get; init; } = "";

    public string Engine { get; init; } = "";

    public long CreatedAt { get; init; }

    public long SessionWanted { get; init; }

    public Instance ToInstance() => new(Id, AccountId, Name, Engine, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), SessionWanted != 0);
}
