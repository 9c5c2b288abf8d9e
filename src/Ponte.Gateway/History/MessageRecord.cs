using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Secrets;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary>
/// Keeps messages and what becomes of them. Everything is written so that the same event again changes nothing. A chat that is being merged has rows under
/// both ids for a moment: new rows go to the older id, and what happens to a message finds it under either.
/// </summary>
internal sealed class MessageRecord(SecretBox secrets, IOptions<RetentionOptions> options, TimeProvider time)
{
    // A receipt may overtake its message, and is then where links look for it. A message that could be decrypted at last takes the place of the one that could not.
    private const string Insert =
        """
        insert into message (instance_id, chat_id, whatsapp_id, from_me, chat_jid, sender_jid, kind, source, sent_at, content_encrypted, status_level, created_at)
        select @InstanceId, place.chat_id, @id, @fromMe, @chat, @sender, @kind, @source, @sentAt, @content,
            case when @fromMe = 0 then 0 else coalesce((select max(level) from (
                select e.level from early_receipt e where e.instance_id = @InstanceId and e.chat_id = place.chat_id and e.whatsapp_id = @id
                union all
                select l.status_level from message_link l
                where l.instance_id = @InstanceId and l.chat_id = place.chat_id and l.whatsapp_id = @id and l.from_me = 1) heard), 0) end,
            @now
        from (select coalesce((select merged_into from chat where id = @ChatId), @ChatId) as chat_id) place
        where true
        on conflict (instance_id, whatsapp_id, chat_id) do update set kind = excluded.kind, sent_at = excluded.sent_at, content_encrypted = excluded.content_encrypted
            where message.kind = 'undecryptable' and message.deleted_at is null
        """;

    private const string OfChat =
        """
        instance_id = @InstanceId and whatsapp_id = @target and chat_id in
            (select id from chat where id = @chat or merged_into = @chat)
        """;

    private const string Raise = $"update message set status_level = @level where {OfChat} and from_me = @fromMe and status_level < @level";

    private const string Vote =
        """
        insert into message_vote (message_id, voter_jid, whatsapp_id, voted_at, options_encrypted) values (@message, @voter, @id, @at, @options)
        on conflict (message_id, voter_jid) do update
            set whatsapp_id = excluded.whatsapp_id, voted_at = excluded.voted_at, options_encrypted = excluded.options_encrypted
            where excluded.voted_at >= message_vote.voted_at
        """;

    /// <summary>What the options of a vote are sealed for.</summary>
    public static string VoteContext(string whatsAppId) => $"message_vote:{whatsAppId}:options";

    /// <summary>An <see cref="EventRecord"/>.</summary>
    public Func<DbTransaction, Task>? Of(Happening happening) => options.Value.MessageDays == 0 ? null : happening.Event switch
    {
        MessageReceived { IsStatus: false } message => transaction => AddAsync(transaction, happening, message),
        MessageEdited edit => transaction => EditAsync(transaction, happening, edit),
        MessageDeleted deletion => transaction => DeleteAsync(transaction, happening, deletion),
        PollVoted { Options: { } chosen } vote => transaction => VoteAsync(transaction, happening, vote, chosen),

        // In a group each member sends receipts of its own, and one member's says nothing of the others'.
        ReceiptReceived receipt when receipt.FromMe || receipt.Chat.Kind != ChatKind.Group => transaction => RaiseAsync(transaction, happening, receipt),
        _ => null,
    };

    private Task<int> AddAsync(DbTransaction transaction, Happening happening, MessageReceived message) => transaction.Connection!.ExecuteAsync(
        Insert,
        new
        {
            happening.InstanceId,
            happening.ChatId,
            id = message.Id.Value,
            fromMe = message.FromMe ? 1L : 0L,
            chat = message.Chat.Value,
            sender = message.Sender.Value,
            kind = MessageKind.Of(message.Content),
            source = happening.Source,
            sentAt = message.SentAt.ToUnixTimeMilliseconds(),
            content = Seal(happening, message),
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        },
        transaction);

    private async Task EditAsync(DbTransaction transaction, Happening happening, MessageEdited edit)
    {
        var at = edit.SentAt.ToUnixTimeMilliseconds();
        foreach (var row in await FindAsync(transaction, happening, edit.Target))
        {
            if (row.Open(secrets) is { } message && IsWriter(message, edit) && (row.EditedAt is not { } before || before <= at))
            {
                // What a phone tells of a changed caption leaves out how to fetch the file.
                var content = (message.Content, edit.Content) is (IncomingMedia media, IncomingMedia changed)
                    ? media with { Caption = changed.Caption }
                    : edit.Content;
                await transaction.Connection!.ExecuteAsync(
                    "update message set content_encrypted = @content, kind = @kind, edited_at = @at where id = @Id",
                    new { row.Id, content = Seal(happening, message with { Content = content }), kind = MessageKind.Of(content), at },
                    transaction);
            }
        }
    }

    private async Task DeleteAsync(DbTransaction transaction, Happening happening, MessageDeleted deletion)
    {
        foreach (var row in await FindAsync(transaction, happening, deletion.Target))
        {
            // In a group it may have been an administrator.
            if (row.Open(secrets) is { } message && (deletion.Chat.Kind == ChatKind.Group || IsWriter(message, deletion)))
            {
                await transaction.Connection!.ExecuteAsync(
                    "update message set content_encrypted = null, deleted_at = @at where id = @Id",
                    new { row.Id, at = deletion.SentAt.ToUnixTimeMilliseconds() },
                    transaction);
            }
        }
    }

    private async Task VoteAsync(DbTransaction transaction, Happening happening, PollVoted vote, IReadOnlyList<string> chosen)
    {
        // By number where one is known: a voter's LID is not a second voter.
        var voter = vote.Sender.PhoneNumber is null && vote.SenderAlias is { PhoneNumber: not null } number ? number : vote.Sender;
        foreach (var row in await FindAsync(transaction, happening, vote.Target))
        {
            var options = secrets.Seal(JsonSerializer.Serialize(chosen), VoteContext(vote.Id.Value));
            var parameters = new { message = row.Id, voter = voter.Value, id = vote.Id.Value, at = vote.SentAt.ToUnixTimeMilliseconds(), options };
            await transaction.Connection!.ExecuteAsync(Vote, parameters, transaction);
        }
    }

    private static async Task RaiseAsync(DbTransaction transaction, Happening happening, ReceiptReceived receipt)
    {
        var chat = await CurrentAsync(transaction, happening.ChatId);
        foreach (var message in receipt.Messages.Distinct())
        {
            await transaction.Connection!.ExecuteAsync(
                Raise,
                new { happening.InstanceId, chat, target = message.Value, level = (long)receipt.Level, fromMe = receipt.FromMe ? 0L : 1L },
                transaction);
        }
    }

    private static async Task<IReadOnlyList<MessageRow>> FindAsync(DbTransaction transaction, Happening happening, MessageId target)
    {
        var chat = await CurrentAsync(transaction, happening.ChatId);
        var rows = await transaction.Connection!.QueryAsync<MessageRow>(
            $"select {MessageRow.Columns} from message where {OfChat}", new { happening.InstanceId, chat, target = target.Value }, transaction);
        return [.. rows];
    }

    private static async Task<long> CurrentAsync(DbTransaction transaction, long chatId) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<long?>("select merged_into from chat where id = @chatId", new { chatId }, transaction) ?? chatId;

    // WhatsApp's server cannot read edits and deletions, so who may do so is for each client to see. In a 1:1 chat the sides tell; in a group, the participant.
    private static bool IsWriter(MessageReceived message, MessageEvent change) => message.FromMe == change.FromMe
        && (message.FromMe || message.Chat.Kind != ChatKind.Group
            || message.Sender == change.Sender || message.Sender == change.SenderAlias || message.SenderAlias == change.Sender);

    private string Seal(Happening happening, MessageReceived message) =>
        secrets.Seal(EventJson.Write(message), MessageRow.ContentContext(happening.InstanceId, message.Id.Value));
}
