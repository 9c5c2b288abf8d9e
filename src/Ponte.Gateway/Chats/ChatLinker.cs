using System.Data.Common;
using Dapper;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Stores what a <see cref="LinkPlan"/> says, in the caller's transaction. A merge takes effect for addresses at once: they lead to the older chat, and
/// what is enqueued for the younger one lands there. Its waiting rows move when no lane of both has one in flight.
/// </summary>
internal sealed class ChatLinker(IEnumerable<ChatChanged> told, TimeProvider time)
{
    // Each round that fails shows what another node has stored meanwhile.
    private const int Rounds = 3;

    /// <summary>Finds or creates the chat of an address and its other name.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="address">An address.</param>
    /// <param name="alias">The other name of the same person, when it is known.</param>
    /// <param name="used">Whether WhatsApp itself addresses the chat by <paramref name="address"/> now.</param>
    public async Task<LinkResult> LinkAsync(DbTransaction transaction, string instanceId, ChatId address, ChatId? alias, bool used)
    {
        for (var round = 1; ; round++)
        {
            var known = await ReadAsync(transaction, instanceId, address, alias);
            var plan = LinkPlan.Of(known, address, alias);
            if (await TryApplyAsync(transaction, instanceId, plan, known) is not { } chat)
            {
                if (round == Rounds)
                {
                    throw new InvalidOperationException("Another node keeps changing the same chat.");
                }

                continue;
            }

            if (used)
            {
                await MarkUsedAsync(transaction, instanceId, chat, address, known);
            }

            var moved = known.Where(row => plan.Merged.Contains(row.ChatId)).Select(row => row.Jid);
            return new LinkResult(chat, [.. moved, .. plan.Added.Select(added => added.Value)], plan.Merged.Count > 0);
        }
    }

    private static async Task<IReadOnlyList<AliasRow>> ReadAsync(DbTransaction transaction, string instanceId, ChatId address, ChatId? alias)
    {
        var names = LinkPlan.Names(address, alias);
        var parameters = new DynamicParameters(new { instanceId });
        for (var i = 0; i < names.Count; i++)
        {
            parameters.Add($"name{i}", names[i].Value);
        }

        // One parameter each: a list means something else to each database.
        var rows = await transaction.Connection!.QueryAsync<(string Jid, long ChatId, long SeenAt)>(
            $"""
            select jid, chat_id, seen_at from chat_alias where instance_id = @instanceId and chat_id in
                (select chat_id from chat_alias where instance_id = @instanceId and jid in ({string.Join(", ", names.Select((_, i) => $"@name{i}"))}))
            """,
            parameters,
            transaction);
        return [.. rows.Select(row => new AliasRow(row.Jid, row.ChatId, row.SeenAt))];
    }

    // Null when another node was first with one of the addresses.
    private async Task<long?> TryApplyAsync(DbTransaction transaction, string instanceId, LinkPlan plan, IReadOnlyList<AliasRow> known)
    {
        var connection = transaction.Connection!;
        var chat = plan.ChatId ?? await connection.QuerySingleAsync<long>(
            "insert into chat (instance_id) values (@instanceId) returning id", new { instanceId }, transaction);
        foreach (var younger in plan.Merged)
        {
            await RequestMergeAsync(transaction, new ChatMerge(instanceId, younger, chat));
            await TellAsync(transaction, new ChatChange(instanceId, chat, null, younger));
        }

        foreach (var address in plan.Added)
        {
            if (!await TryAddAsync(transaction, instanceId, chat, address, known))
            {
                if (plan.ChatId is null)
                {
                    await connection.ExecuteAsync("delete from chat where id = @chat", new { chat }, transaction);
                }

                return null;
            }

            if (plan.ChatId is not null)
            {
                await TellAsync(transaction, new ChatChange(instanceId, chat, address, null));
            }
        }

        return chat;
    }

    private async Task TellAsync(DbTransaction transaction, ChatChange change)
    {
        foreach (var tell in told)
        {
            await tell(transaction, change);
        }
    }

    private static async Task<bool> TryAddAsync(DbTransaction transaction, string instanceId, long chat, ChatId address, IReadOnlyList<AliasRow> known)
    {
        // A number that belonged to another person's chat changes hands; an address that nobody had may just have been given to somebody.
        var sql = known.Any(row => row.Jid == address.Value)
            ? "update chat_alias set chat_id = @chat, seen_at = 0 where instance_id = @instanceId and jid = @jid"
            : "insert into chat_alias (instance_id, jid, chat_id) values (@instanceId, @jid, @chat) on conflict do nothing";
        return await transaction.Connection!.ExecuteAsync(sql, new { instanceId, jid = address.Value, chat }, transaction) == 1;
    }

    private static Task<int> RequestMergeAsync(DbTransaction transaction, ChatMerge merge) =>
        transaction.Connection!.ExecuteAsync(
            """
            update chat_alias set chat_id = @OlderId where instance_id = @InstanceId and chat_id = @YoungerId;
            update chat set merged_into = @OlderId where id = @YoungerId or merged_into = @YoungerId;
            update chat_merge set older_id = @OlderId where older_id = @YoungerId;
            insert into chat_merge (younger_id, older_id, instance_id) values (@YoungerId, @OlderId, @InstanceId) on conflict do nothing;
            """,
            merge,
            transaction);

    private Task<int> MarkUsedAsync(DbTransaction transaction, string instanceId, long chat, ChatId address, IReadOnlyList<AliasRow> known)
    {
        var before = known.Where(row => row.Jid != address.Value).Select(row => row.SeenAt).DefaultIfEmpty().Max();
        var seenAt = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), before + 1);
        return transaction.Connection!.ExecuteAsync(
            "update chat_alias set seen_at = @seenAt where instance_id = @instanceId and jid = @jid and chat_id = @chat",
            new { seenAt, instanceId, jid = address.Value, chat },
            transaction);
    }
}
