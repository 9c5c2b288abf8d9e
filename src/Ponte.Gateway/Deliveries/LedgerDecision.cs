namespace Ponte.Gateway.Deliveries;

/// <summary>What became of a person's wish for one row, and why.</summary>
/// <param name="Outcome">What.</param>
/// <param name="State">The <see cref="DeliveryState"/> that the row was found in.</param>
/// <param name="NewerId">The row that stands for it, when it was superseded.</param>
internal sealed record LedgerDecision(LedgerOutcome Outcome, string State = "", long? NewerId = null);
