using System.Data.Common;
using Dapper;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.History;

/// <summary>Everybody an instance knows: who has a chat, was named by WhatsApp, or writes in a group under two addresses.</summary>
internal sealed class ContactList(Database database, ChatSearch search)
{
    private const string Aliases = "select jid, chat_id, seen_at from chat_alias where instance_id = @instanceId";
    private const string Names = "select jid, business, saved, push from person_name where instance_id = @instanceId";

    /// <summary>All of them, by address.</summary>
    public async Task<IReadOnlyList<KnownContact>> ListAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var aliases = (await connection.QueryAsync<(string Jid, long ChatId, long SeenAt)>(Aliases, new { instanceId }))
            .Where(alias => UserId.TryParse(alias.Jid, out _))
            .ToList();
        var names = await NamesAsync(connection, Names, new { instanceId });
        var withChat = aliases.GroupBy(alias => alias.ChatId).Select(chat => Of(chat.OrderByDescending(alias => alias.SeenAt).Select(alias => alias.Jid), names));
        var others = names.Keys.Except(aliases.Select(alias => alias.Jid)).Select(jid => Of([jid], names));
        return [.. withChat.Concat(others).OrderBy(contact => contact.Jid, StringComparer.Ordinal)];
    }

    /// <summary>One person; null when nothing is known.</summary>
    public async Task<KnownContact?> FindAsync(string instanceId, UserId user, CancellationToken cancellationToken)
    {
        var chats = await search.FindAsync(instanceId, user.Value, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var addresses = new List<string>();
        foreach (var chat in chats)
        {
            addresses.AddRange(await connection.QueryAsync<string>(
                "select jid from chat_alias where instance_id = @instanceId and chat_id = @chat order by seen_at desc, jid", new { instanceId, chat }));
        }

        var names = new Dictionary<string, KnownNames>(StringComparer.Ordinal);
        foreach (var address in addresses.Count == 0 ? [user.Value] : addresses)
        {
            foreach (var (jid, known) in await NamesAsync(connection, Names + " and jid = @address", new { instanceId, address }))
            {
                names[jid] = known;
            }
        }

        return addresses.Count > 0 ? Of(addresses, names) : names.Count > 0 ? Of([user.Value], names) : null;
    }

    private static async Task<Dictionary<string, KnownNames>> NamesAsync(DbConnection connection, string sql, object parameters)
    {
        var rows = await connection.QueryAsync<(string Jid, string? Business, string? Saved, string? Push)>(sql, parameters);
        return rows.ToDictionary(row => row.Jid, row => new KnownNames { Business = row.Business, Saved = row.Saved, Push = row.Push }, StringComparer.Ordinal);
    }

    // A person by number where one is known; what was told for the address used last comes first.
    private static KnownContact Of(IEnumerable<string> addresses, Dictionary<string, KnownNames> names)
    {
        var all = addresses.ToList();
        var lid = all.FirstOrDefault(IsLid);
        var told = all.Select(names.GetValueOrDefault).OfType<KnownNames>().Aggregate(KnownNames.None, static (best, next) => best.Over(next));
        return new KnownContact(all.FirstOrDefault(jid => !IsLid(jid)) ?? lid!, lid, told);
    }

    private static bool IsLid(string jid) => jid.EndsWith("@lid", StringComparison.Ordinal);
}
