using System.Data.Common;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Told that a chat got one more address, in the transaction that stores it, so that whatever follows from it is as durable. Features register theirs.
/// </summary>
internal delegate Task AddressLearned(DbTransaction transaction, string instanceId, long chatId, ChatId address);
