using System.Data.Common;

namespace Ponte.Gateway.Events;

/// <summary>
/// What is to be kept of an event beside its rows, null for nothing: written in the transaction of the rows, before the event is acknowledged. Written
/// again for an event that comes again. Features register theirs.
/// </summary>
internal delegate Func<DbTransaction, Task>? EventRecord(Happening happening);
