using System.Data.Common;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Told that a person's names are others than before, in the transaction that stores them, so that whatever follows from it is as durable. Features
/// register theirs.
/// </summary>
internal delegate Task PersonNamed(DbTransaction transaction, string instanceId, UserId user);
