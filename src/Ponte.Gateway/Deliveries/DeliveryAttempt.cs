namespace Ponte.Gateway.Deliveries;

/// <summary>One attempt at a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="MayHaveArrived">
/// True when an earlier attempt may be on the other side already: an uncertain outcome was recorded, or the row headed its lane when a
/// process before this one may have been killed in the middle of it.
/// </param>
/// <param name="SettledAt">
/// When a request that an earlier process left running has certainly ended on the other side; a look-up that finds nothing before then proves nothing.
/// </param>
internal sealed record DeliveryAttempt(Delivery Row, bool MayHaveArrived, DateTimeOffset SettledAt);
