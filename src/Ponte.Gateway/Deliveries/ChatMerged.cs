using System.Data.Common;
using Ponte.Gateway.Chats;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Told that the rows of one chat move to another, in the transaction that moves them: a feature re-points what it keeps per chat. Features register theirs.
/// </summary>
internal delegate Task ChatMerged(DbTransaction transaction, ChatMerge merge);
