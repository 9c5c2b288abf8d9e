using System.Globalization;
using Dapper;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Chats;

/// <summary>Finds a chat that a person names, whichever way: by Ponte's own id, an address (JID), or a number as people write it. Nothing is created.</summary>
internal sealed class ChatSearch(Database database)
{
    // As people write numbers: +55 (11) 90000-0001.
    private const string Punctuation = "+ -().";
    private const int MinDigits = 5;
    private const int MaxDigits = 15;

    /// <summary>The chat's id and those of the chats that were merged into it, under which older rows still stand; empty when nobody is known by that name.</summary>
    public async Task<IReadOnlyList<long>> FindAsync(string instanceId, string text, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        long? chat = null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            chat = await connection.QuerySingleOrDefaultAsync<long?>(
                "select coalesce(merged_into, id) from chat where instance_id = @instanceId and id = @id", new { instanceId, id });
        }

        if (chat is null && AddressOf(text) is { } address)
        {
            foreach (var name in LinkPlan.Names(address, null))
            {
                chat ??= await connection.QuerySingleOrDefaultAsync<long?>(
                    "select chat_id from chat_alias where instance_id = @instanceId and jid = @jid", new { instanceId, jid = name.Value });
            }
        }

        return chat is null ? [] : [.. await connection.QueryAsync<long>("select id from chat where id = @chat or merged_into = @chat", new { chat })];
    }

    /// <summary>The address that an address (JID) or a number stands for, as people write it; null when it is neither.</summary>
    public static ChatId? AddressOf(string text)
    {
        if (ChatId.TryParse(text, out var address))
        {
            return address;
        }

        var digits = string.Concat(text.Where(c => !Punctuation.Contains(c, StringComparison.Ordinal)));
        return digits.Length is >= MinDigits and <= MaxDigits && digits.All(char.IsAsciiDigit) ? ChatId.FromPhoneDigits(digits) : null;
    }
}
