using System.Globalization;

namespace Ponte.Gateway.Deliveries;

/// <summary>A lane: what one chat sends to one destination, worked strictly in the order of its rows.</summary>
internal readonly record struct LaneKey(string InstanceId, long ChatId, string Destination)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static LaneKey Parse(string key)
    {
        var parts = key.Split('/', 3);
        return new LaneKey(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{InstanceId}/{ChatId}/{Destination}");
}
