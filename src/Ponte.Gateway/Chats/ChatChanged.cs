using System.Data.Common;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Told what was learned about a chat, in the transaction that stores it, so that whatever follows from it is as durable. Features register theirs.
/// </summary>
internal delegate Task ChatChanged(DbTransaction transaction, ChatChange change);
