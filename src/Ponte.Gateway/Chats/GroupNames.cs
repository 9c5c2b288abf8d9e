using System.Collections.Concurrent;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>What groups are called, as far as WhatsApp told it with something else: nobody asks for a name alone.</summary>
internal sealed class GroupNames(Database database, WriteQueue writes)
{
    // A cache of what was learned here; dropped whole when it grows past this.
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<(string Instance, string Jid), string> _learned = new();

    /// <summary>The subject of a group; null when it was never told.</summary>
    public async ValueTask<string?> FindAsync(string instanceId, ChatId group, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(
            "select name from group_name where instance_id = @instanceId and jid = @jid", new { instanceId, jid = group.Value });
    }

    /// <summary>Stores a subject that WhatsApp told; null or blank was not told. Free when it is no news.</summary>
    public async ValueTask LearnAsync(string instanceId, ChatId group, string? name, CancellationToken cancellationToken)
    {
        var key = (instanceId, group.Value);
        if (KnownNames.Readable(name) is not { } readable || group.Kind != ChatKind.Group || _learned.GetValueOrDefault(key) == readable)
        {
            return;
        }

        await writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                insert into group_name (instance_id, jid, name) values (@instanceId, @jid, @readable)
                on conflict (instance_id, jid) do update set name = excluded.name where group_name.name <> excluded.name
                """,
                new { instanceId, jid = group.Value, readable },
                transaction),
            cancellationToken);
        if (_learned.Count >= MaxCached)
        {
            _learned.Clear();
        }

        _learned[key] = readable;
    }
}
