namespace Ponte.Gateway.Deliveries;

/// <summary>Why an attempt did not deliver.</summary>
/// <param name="Code">A stable code, for example <c>chatwoot_unreachable</c>.</param>
/// <param name="Reason">One sentence for a person; no secrets, no message text.</param>
/// <param name="Certain">True when it is certain that nothing arrived.</param>
internal sealed record DeliveryFailure(string Code, string Reason, bool Certain);
