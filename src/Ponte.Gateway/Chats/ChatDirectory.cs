using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Turns a WhatsApp address into our own chat id, once, at the edge. Later knowledge (a LID's number) only adds an alias,
/// so lanes, links and conversations never depend on an address.
/// </summary>
internal sealed class ChatDirectory(Database database, WriteQueue writes)
{
    // A cache of what the table says; it is dropped whole when it grows past this.
    private const int MaxCached = 50_000;

    private readonly ConcurrentDictionary<(string Instance, string Jid), long> _ids = new();
    private readonly ConcurrentDictionary<long, ChatId> _addresses = new();

    /// <summary>The chat that <paramref name="address"/> leads to, created at its first appearance.</summary>
    public async ValueTask<long> ResolveAsync(string instanceId, ChatId address, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue((instanceId, address.Value), out var known))
        {
            return known;
        }

        var id = await writes.WriteAsync(transaction => FindOrCreateAsync(transaction, instanceId, address), cancellationToken);
        Remember(instanceId, address, id);
        return id;
    }

    /// <summary>The chat of an address, null when it never appeared.</summary>
    public async Task<long?> FindAsync(string instanceId, ChatId address, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>(
            "select chat_id from chat_alias where instance_id = @instanceId and jid = @jid",
            new { instanceId, jid = address.Value });
    }

    /// <summary>The address to send to: a phone number where one is known. Null when the chat is gone.</summary>
    public async ValueTask<ChatId?> AddressAsync(string instanceId, long chatId, CancellationToken cancellationToken)
    {
        if (_addresses.TryGetValue(chatId, out var known))
        {
            return known;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var jids = await connection.QueryAsync<string>(
            "select jid from chat_alias where instance_id = @instanceId and chat_id = @chatId",
            new { instanceId, chatId });
        var addresses = jids.Select(ChatId.Parse).OrderBy(address => address.Kind).ToList();
        if (addresses.Count == 0)
        {
            return null;
        }

        Remember(instanceId, addresses[0], chatId);
        return addresses[0];
    }

    private static async Task<long> FindOrCreateAsync(DbTransaction transaction, string instanceId, ChatId address)
    {
        var connection = transaction.Connection!;
        var parameters = new { instanceId, jid = address.Value };
        const string Find = "select chat_id from chat_alias where instance_id = @instanceId and jid = @jid";
        if (await connection.QuerySingleOrDefaultAsync<long?>(Find, parameters, transaction) is { } found)
        {
            return found;
        }

        var id = await connection.QuerySingleAsync<long>(
            "insert into chat (instance_id) values (@instanceId) returning id", parameters, transaction);
        var added = await connection.ExecuteAsync(
            "insert into chat_alias (instance_id, jid, chat_id) values (@instanceId, @jid, @id) on conflict do nothing",
            new { instanceId, jid = address.Value, id },
            transaction);
        if (added == 1)
        {
            return id;
        }

        // Another node was first.
        await connection.ExecuteAsync("delete from chat where id = @id", new { id }, transaction);
        return await connection.QuerySingleAsync<long>(Find, parameters, transaction);
    }

    private void Remember(string instanceId, ChatId address, long id)
    {
        if (_ids.Count >= MaxCached)
        {
            _ids.Clear();
            _addresses.Clear();
        }

        _ids[(instanceId, address.Value)] = id;
        _addresses.TryAdd(id, address);
    }
}
