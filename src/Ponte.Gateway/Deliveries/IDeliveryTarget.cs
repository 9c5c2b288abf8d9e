namespace Ponte.Gateway.Deliveries;

/// <summary>The other side of a destination.</summary>
internal interface IDeliveryTarget
{
    /// <summary>The <see cref="Destination"/> it serves.</summary>
    string Destination { get; }

    /// <summary>Tries once. Called for one row of a lane at a time.</summary>
    Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken);
}
