using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>
/// Which chat the names of one person lead to, decided from what the table knows of them. Pure. A LID is the person; a number can change hands. So a
/// chat never has two LIDs: a number whose chat belongs to another LID moves, and chats of different LIDs are never merged.
/// </summary>
/// <param name="ChatId">The chat; null for a new one.</param>
/// <param name="Merged">Chats that turn out to be the same one: all younger than <paramref name="ChatId"/>.</param>
/// <param name="Added">Addresses that are to lead to the chat and do not yet.</param>
internal sealed record LinkPlan(long? ChatId, IReadOnlyList<long> Merged, IReadOnlyList<ChatId> Added)
{
    /// <summary>Every way to write an address or its other name, which the plan has to know about.</summary>
    public static IReadOnlyList<ChatId> Names(ChatId address, ChatId? alias)
    {
        IReadOnlyList<ChatId> given = alias is { } other ? [address, other] : [address];
        return [.. given, .. given.SelectMany(PhoneVariants.Of)];
    }

    /// <param name="known">Every alias of every chat that one of the <see cref="Names"/> leads to.</param>
    /// <param name="address">An address.</param>
    /// <param name="alias">The other name of the same person, a LID for a number or a number for a LID, when it is known.</param>
    public static LinkPlan Of(IReadOnlyList<AliasRow> known, ChatId address, ChatId? alias)
    {
        ChatId[] given = alias is { } other ? [address, other] : [address];
        var named = Names(address, alias)
            .SelectMany(name => known.Where(row => row.Jid == name.Value))
            .Select(row => row.ChatId)
            .Distinct()
            .ToList();
        var person = given.FirstOrDefault(name => name.Kind == ChatKind.Lid).Value
            ?? named.Select(chat => LidOf(known, chat)).FirstOrDefault(lid => lid is not null);
        var same = named.Where(chat => LidOf(known, chat) is not { } lid || lid == person).Order().ToList();
        var target = same.Count == 0 ? (long?)null : same[0];
        var added = given.Where(name => !known.Any(row => row.Jid == name.Value && same.Contains(row.ChatId)));

        // Always in the same order: two nodes that store the same two names must not wait for each other.
        return new LinkPlan(target, [.. same.Skip(1)], [.. added.OrderBy(name => name.Value, StringComparer.Ordinal)]);
    }

    private static string? LidOf(IReadOnlyList<AliasRow> known, long chat) =>
        known.FirstOrDefault(row => row.ChatId == chat && row.Jid.EndsWith("@lid", StringComparison.Ordinal))?.Jid;
}
