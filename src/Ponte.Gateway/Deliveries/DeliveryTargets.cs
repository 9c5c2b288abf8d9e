namespace Ponte.Gateway.Deliveries;

/// <summary>The targets by destination; <c>webhook:7</c> is served by the target of <c>webhook</c>.</summary>
internal sealed class DeliveryTargets(IEnumerable<IDeliveryTarget> targets)
{
    private readonly Dictionary<string, IDeliveryTarget> _targets = targets.ToDictionary(target => target.Destination);

    public IDeliveryTarget For(string destination) => _targets[destination.Split(':')[0]];
}
