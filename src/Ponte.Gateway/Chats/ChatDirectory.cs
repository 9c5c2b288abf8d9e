using System.Collections.Concurrent;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Turns a WhatsApp address into our own chat id, once, at the edge. Later knowledge (a LID's number, a number's other form) adds an alias or merges
/// two chats, so lanes, links and conversations never depend on an address.
/// </summary>
internal sealed class ChatDirectory(Database database, WriteQueue writes, ChatLinker linker, MergeSignal merges, TimeProvider time)
{
    // Caches of what the table says; dropped whole when they grow past this.
    private const int MaxCached = 50_000;

    // Another node may learn a better address to send to; it is used this late. A chat id that a merge elsewhere has made old leads on all the same.
    private static readonly TimeSpan AddressesFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Instance, string Jid), long> _ids = new();
    private readonly ConcurrentDictionary<long, ChatId> _used = new();
    private readonly ConcurrentDictionary<long, (ChatAddresses Addresses, DateTimeOffset ReadAt)> _addresses = new();
    private long _version;

    /// <summary>The chat that WhatsApp addresses so, created at its first appearance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="address">The address WhatsApp used: from now on the one to send to.</param>
    /// <param name="alias">The other name of the same person, when WhatsApp told it.</param>
    /// <param name="cancellationToken">Gives up waiting for a place among the writers.</param>
    public async ValueTask<long> ResolveAsync(string instanceId, ChatId address, ChatId? alias, CancellationToken cancellationToken)
    {
        if (Find(instanceId, address, alias) is { } known && _used.TryGetValue(known, out var used) && used == address)
        {
            return known;
        }

        var chat = await LinkAsync(instanceId, address, alias, used: true, cancellationToken);
        _used[chat] = address;
        return chat;
    }

    /// <summary>The chat of an address that a person typed or an agent's contact carries, whichever way the number is written; created when there is none.</summary>
    public async ValueTask<long> ResolveTypedAsync(string instanceId, ChatId address, CancellationToken cancellationToken) =>
        Find(instanceId, address, null) ?? await LinkAsync(instanceId, address, null, used: false, cancellationToken);

    /// <summary>Stores that a LID and a number are one person, whether or not either has written yet.</summary>
    public async ValueTask LinkAsync(string instanceId, UserId lid, UserId phone, CancellationToken cancellationToken)
    {
        if (Find(instanceId, lid.Chat, phone.Chat) is null)
        {
            await LinkAsync(instanceId, lid.Chat, phone.Chat, used: false, cancellationToken);
        }
    }

    /// <summary>The chat that an id stands for now: itself, or the one it was merged into.</summary>
    public async Task<long> CurrentAsync(long chatId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long?>("select merged_into from chat where id = @chatId", new { chatId }) ?? chatId;
    }

    /// <summary>The addresses that lead to a chat, as of lately; null when the chat is gone.</summary>
    public async ValueTask<ChatAddresses?> AddressesAsync(string instanceId, long chatId, CancellationToken cancellationToken) =>
        _addresses.TryGetValue(chatId, out var cached) && time.GetUtcNow() - cached.ReadAt < AddressesFor
            ? cached.Addresses
            : await ReadAddressesAsync(instanceId, chatId, cancellationToken);

    /// <summary>The addresses that lead to a chat, as of now; null when the chat is gone.</summary>
    public async Task<ChatAddresses?> ReadAddressesAsync(string instanceId, long chatId, CancellationToken cancellationToken)
    {
        var (version, now) = (Volatile.Read(ref _version), time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Jid, long SeenAt)>(
            """
            select jid, seen_at from chat_alias where instance_id = @instanceId
                and chat_id = coalesce((select merged_into from chat where id = @chatId), @chatId)
            """,
            new { instanceId, chatId });
        var all = rows.Select(row => (Address: ChatId.Parse(row.Jid), row.SeenAt)).OrderByDescending(row => row.SeenAt).ThenBy(row => row.Address.Kind).ToList();
        var addresses = new ChatAddresses([.. all.Select(row => row.Address)]) { IsUsed = all.Any(row => row.SeenAt > 0) };
        if (addresses.All.Count == 0)
        {
            return null;
        }

        // A read that began before a write must not be remembered after it.
        if (version == Volatile.Read(ref _version))
        {
            _addresses[chatId] = (addresses, now);
        }

        return addresses;
    }

    // Known only when every given name is known to lead to the same chat.
    private long? Find(string instanceId, ChatId address, ChatId? alias) =>
        _ids.TryGetValue((instanceId, address.Value), out var chat)
        && (alias is not { } other || (_ids.TryGetValue((instanceId, other.Value), out var same) && same == chat))
            ? chat
            : null;

    private async Task<long> LinkAsync(string instanceId, ChatId address, ChatId? alias, bool used, CancellationToken cancellationToken)
    {
        var result = await writes.WriteAsync(transaction => linker.LinkAsync(transaction, instanceId, address, alias, used), cancellationToken);
        Remember(instanceId, address, alias, result);
        if (result.MergeRequested)
        {
            merges.Raise();
        }

        return result.ChatId;
    }

    private void Remember(string instanceId, ChatId address, ChatId? alias, LinkResult result)
    {
        if (_ids.Count >= MaxCached || _addresses.Count >= MaxCached)
        {
            _ids.Clear();
            _used.Clear();
            _addresses.Clear();
        }

        string[] given = alias is { } other ? [address.Value, other.Value] : [address.Value];
        foreach (var jid in result.Moved.Concat(given))
        {
            _ids[(instanceId, jid)] = result.ChatId;
        }

        Interlocked.Increment(ref _version);
        _addresses.TryRemove(result.ChatId, out _);
    }
}
