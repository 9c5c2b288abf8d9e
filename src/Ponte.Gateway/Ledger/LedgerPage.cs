using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Ledger;

/// <summary>A page of the ledger.</summary>
/// <param name="Rows">The rows, newest first.</param>
/// <param name="Next">The last row's id, before which the next page begins; null when this is the last page.</param>
internal sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, long? Next);
