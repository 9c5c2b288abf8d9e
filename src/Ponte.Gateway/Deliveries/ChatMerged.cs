using System.Data.Common;
using Ponte.Gateway.Chats;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Told that the rows of one chat move to another, in the transaction that moves them: a feature re-points what it keeps per chat and answers rows to
/// enqueue behind those. Features register theirs.
/// </summary>
internal delegate Task<IReadOnlyList<NewDelivery>> ChatMerged(DbTransaction transaction, ChatMerge merge);
