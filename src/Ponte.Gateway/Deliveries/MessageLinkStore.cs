using Dapper;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Deliveries;

/// <summary>Look-ups in <c>message_link</c>: which message is which on the other side.</summary>
internal sealed class MessageLinkStore(Database database, WriteQueue writes, SecretBox secrets)
{
    private const string Columns =
        """
        instance_id, chat_id, whatsapp_id, part, parts, from_me, participant, kind, sent_at, snippet_encrypted, status_level, deleted,
        integration_id, conversation_id, chatwoot_message_id
        """;

    /// <summary>The links of a WhatsApp message, by part; none when it is not known on the other side.</summary>
    public Task<IReadOnlyList<StoredLink>> FindAsync(string instanceId, long chatId, string whatsAppId, CancellationToken cancellationToken) =>
        QueryAsync(
            "instance_id = @instanceId and chat_id = @chatId and whatsapp_id = @whatsAppId order by part",
            new { instanceId, chatId, whatsAppId },
            cancellationToken);

    /// <summary>The links of a Chatwoot message: one for each WhatsApp message that it became, in the order of sending.</summary>
    public Task<IReadOnlyList<StoredLink>> FindByChatwootAsync(string integrationId, long chatwootMessageId, CancellationToken cancellationToken) =>
        QueryAsync(
            "integration_id = @integrationId and chatwoot_message_id = @chatwootMessageId order by created_at, whatsapp_id, part",
            new { integrationId, chatwootMessageId },
            cancellationToken);

    /// <summary>Notes that a message was deleted for everyone: the other side's echo of that is not carried back.</summary>
    public Task MarkDeletedAsync(string instanceId, long chatId, string whatsAppId, CancellationToken cancellationToken) =>
        writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "update message_link set deleted = 1 where instance_id = @instanceId and chat_id = @chatId and whatsapp_id = @whatsAppId",
                new { instanceId, chatId, whatsAppId },
                transaction),
            cancellationToken);

    /// <summary>What the snippet of a link is sealed for.</summary>
    public static string SnippetContext(string instanceId, string whatsAppId) => $"message_link:{instanceId}:{whatsAppId}:snippet";

    private async Task<IReadOnlyList<StoredLink>> QueryAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>($"select {Columns} from message_link where {condition}", parameters);
        return [.. rows.Select(ToStored)];
    }

    private StoredLink ToStored(Row row) => new(
        row.ChatId,
        new MessageLink(
            row.WhatsAppId,
            (int)row.Part,
            row.FromMe == 1,
            row.Participant,
            row.Kind,
            DateTimeOffset.FromUnixTimeMilliseconds(row.SentAt),
            row.IntegrationId,
            row.ConversationId,
            row.ChatwootMessageId)
        {
            Parts = (int)row.Parts,
            Snippet = row.SnippetEncrypted is { } snippet ? secrets.Open(snippet, SnippetContext(row.InstanceId, row.WhatsAppId)) : null,
        },
        (ReceiptLevel)row.StatusLevel,
        row.Deleted == 1);

    private sealed class Row
    {
        public string InstanceId { get; init; } = "";

        public long ChatId { get; init; }

        public string WhatsAppId { get; init; } = "";

        public long Part { get; init; }

        public long Parts { get; init; }

        public long FromMe { get; init; }

        public string? Participant { get; init; }

        public string Kind { get; init; } = "";

        public long SentAt { get; init; }

        public string? SnippetEncrypted { get; init; }

        public long StatusLevel { get; init; }

        public long Deleted { get; init; }

        public string IntegrationId { get; init; } = "";

        public long ConversationId { get; init; }

        public long ChatwootMessageId { get; init; }
    }
}
