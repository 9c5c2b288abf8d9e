using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// What people are called, as WhatsApp told it: by the name of a business, the name in the phone's address book, and the name they gave themselves. Told for
/// one address of a person, it counts for all of them.
/// </summary>
internal sealed class PersonNames(Database database, WriteQueue writes, IEnumerable<PersonNamed> told)
{
    // A cache of what the table says; dropped whole when it grows past this.
    private const int MaxCached = 50_000;

    // A person's addresses are those of the chat with them.
    private const string OfPerson =
        """
        instance_id = @instanceId and (jid = @jid or jid in
            (select o.jid from chat_alias a join chat_alias o on o.instance_id = a.instance_id and o.chat_id = a.chat_id
            where a.instance_id = @instanceId and a.jid = @jid))
        """;

    private readonly ConcurrentDictionary<(string Instance, string Jid), KnownNames> _known = new();

    /// <summary>The best name of a person: business, address book, the one they gave; null when none was ever told.</summary>
    public async ValueTask<string?> FindAsync(string instanceId, UserId user, CancellationToken cancellationToken) =>
        (await ReadAsync(instanceId, user, cancellationToken)).Best;

    /// <summary>Everything a person is called.</summary>
    public async Task<KnownNames> ReadAsync(string instanceId, UserId user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);

        // What was told for this very address first.
        var rows = await connection.QueryAsync<KnownNames>(
            $"select business, saved, push from person_name where {OfPerson} order by case when jid = @jid then 0 else 1 end, jid",
            new { instanceId, jid = user.Value });
        return rows.Aggregate(KnownNames.None, (best, row) => row.Over(best));
    }

    /// <summary>Stores what WhatsApp told; what is null or blank was not told and stays as it was. Free when nothing is new.</summary>
    public async ValueTask LearnAsync(string instanceId, UserId user, KnownNames names, CancellationToken cancellationToken)
    {
        var news = names.Readable();
        var cached = _known.GetValueOrDefault((instanceId, user.Value));
        if (news == KnownNames.None || (cached is not null && news.Over(cached) == cached))
        {
            return;
        }

        var stored = await writes.WriteAsync(transaction => StoreAsync(transaction, instanceId, user, news), cancellationToken);
        if (_known.Count >= MaxCached)
        {
            _known.Clear();
        }

        _known[(instanceId, user.Value)] = stored;
    }

    private async Task<KnownNames> StoreAsync(DbTransaction transaction, string instanceId, UserId user, KnownNames news)
    {
        var key = new { instanceId, jid = user.Value };
        var before = await transaction.Connection!.QuerySingleOrDefaultAsync<KnownNames>(
            "select business, saved, push from person_name where instance_id = @instanceId and jid = @jid", key, transaction) ?? KnownNames.None;
        var after = news.Over(before);
        if (after != before)
        {
            await transaction.Connection!.ExecuteAsync(
                """
                insert into person_name (instance_id, jid, business, saved, push) values (@instanceId, @jid, @Business, @Saved, @Push)
                on conflict (instance_id, jid) do update set business = excluded.business, saved = excluded.saved, push = excluded.push
                """,
                new { key.instanceId, key.jid, after.Business, after.Saved, after.Push },
                transaction);
            foreach (var tell in told)
            {
                await tell(transaction, instanceId, user);
            }
        }

        return after;
    }
}
