using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Ponte.Gateway.Bridge.Profiles;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>The rows of <c>chatwoot_conversation</c>: which conversations of an inbox belong to which chat.</summary>
internal sealed class ConversationRefStore(Database database, WriteQueue writes, ProfileRoute profiles, TimeProvider time)
{
    // A cache of what the table says; dropped whole when it grows past this.
    private const int MaxCached = 50_000;

    private const string Columns = "chat_id, contact_id, source_id, conversation_id";

    private readonly ConcurrentDictionary<(string Integration, long Chat), ConversationRef> _latest = new();
    private readonly ConcurrentDictionary<(string Integration, long Conversation), ConversationRef> _byConversation = new();

    /// <summary>The conversation a chat used last in this inbox, null when it was never there.</summary>
    public async ValueTask<ConversationRef?> FindLatestAsync(string integrationId, long chatId, CancellationToken cancellationToken)
    {
        if (_latest.TryGetValue((integrationId, chatId), out var cached))
        {
            return cached;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            $"""
            select {Columns} from chatwoot_conversation
            where integration_id = @integrationId and chat_id = @chatId order by retired, updated_at desc, conversation_id desc limit 1
            """,
            new { integrationId, chatId });
        return row is null ? null : Remember(integrationId, row.ToRef());
    }

    /// <summary>Every conversation of a chat in this inbox, the one it uses first.</summary>
    public Task<IReadOnlyList<ConversationRef>> ListAsync(string integrationId, long chatId, CancellationToken cancellationToken) =>
        ListAsync(integrationId, chatId, atLeast: 0, cancellationToken);

    /// <summary>Conversations of chats that were merged into this one: where it goes on only when it has no other to go on in.</summary>
    public Task<IReadOnlyList<ConversationRef>> ListRetiredAsync(string integrationId, long chatId, CancellationToken cancellationToken) =>
        ListAsync(integrationId, chatId, atLeast: 1, cancellationToken);

    /// <summary>The chat of a conversation, null when the conversation is not known.</summary>
    public async ValueTask<ConversationRef?> FindByConversationAsync(string integrationId, long conversationId, CancellationToken cancellationToken)
    {
        if (_byConversation.TryGetValue((integrationId, conversationId), out var cached))
        {
            return cached;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            $"select {Columns} from chatwoot_conversation where integration_id = @integrationId and conversation_id = @conversationId",
            new { integrationId, conversationId });
        return row is null ? null : _byConversation[(integrationId, conversationId)] = row.ToRef();
    }

    /// <summary>Remembers that a chat uses a conversation from now on.</summary>
    public async Task SaveAsync(string integrationId, ConversationRef reference, CancellationToken cancellationToken)
    {
        var appeared = await writes.WriteAsync(transaction => SaveAsync(transaction, integrationId, reference), cancellationToken);
        Remember(integrationId, reference);
        if (appeared is { } lane)
        {
            profiles.Wake(lane);
        }
    }

    private async Task<LaneKey?> SaveAsync(DbTransaction transaction, string integrationId, ConversationRef reference)
    {
        var row = new
        {
            integrationId,
            reference.ChatId,
            reference.ContactId,
            reference.SourceId,
            reference.ConversationId,
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var known = await transaction.Connection!.QueryFirstOrDefaultAsync<long?>(
            "select chat_id from chatwoot_conversation where integration_id = @integrationId and chat_id = @ChatId and contact_id = @ContactId limit 1", row, transaction);
        await transaction.Connection!.ExecuteAsync(
            """
            insert into chatwoot_conversation (integration_id, chat_id, contact_id, source_id, conversation_id, updated_at)
            values (@integrationId, @ChatId, @ContactId, @SourceId, @ConversationId, @now)
            on conflict (integration_id, conversation_id) do update set
                chat_id = excluded.chat_id, contact_id = excluded.contact_id, source_id = excluded.source_id, updated_at = excluded.updated_at, retired = 0
            """,
            row,
            transaction);
        return known is null ? await profiles.AppearedAsync(transaction, integrationId, reference.ChatId) : null;
    }

    /// <summary>All of a chat's conversations belong to one contact from now on.</summary>
    public async Task MoveToContactAsync(string integrationId, long chatId, long contactId, CancellationToken cancellationToken)
    {
        await writes.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "update chatwoot_conversation set contact_id = @contactId where integration_id = @integrationId and chat_id = @chatId and contact_id <> @contactId",
                new { integrationId, chatId, contactId },
                transaction),
            cancellationToken);
        foreach (var reference in await ListAsync(integrationId, chatId, cancellationToken))
        {
            _byConversation.TryRemove((integrationId, reference.ConversationId), out _);
        }

        _latest.TryRemove((integrationId, chatId), out _);
    }

    /// <summary>The conversations of one chat become another's, in the caller's transaction; where that one has its own, they retire.</summary>
    public static async Task MoveToChatAsync(DbTransaction transaction, ChatMerge merge)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            update chatwoot_conversation set retired = 1
            where chat_id = @YoungerId and exists (select 1 from chatwoot_conversation o
                where o.integration_id = chatwoot_conversation.integration_id and o.chat_id = @OlderId);
            update chatwoot_conversation set chat_id = @OlderId where chat_id = @YoungerId;
            """,
            merge,
            transaction);
    }

    private async Task<IReadOnlyList<ConversationRef>> ListAsync(string integrationId, long chatId, int atLeast, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            $"""
            select {Columns} from chatwoot_conversation
            where integration_id = @integrationId and chat_id = @chatId and retired >= @atLeast order by retired, updated_at desc, conversation_id desc
            """,
            new { integrationId, chatId, atLeast });
        return [.. rows.Select(row => row.ToRef())];
    }

    private ConversationRef Remember(string integrationId, ConversationRef reference)
    {
        if (_latest.Count >= MaxCached || _byConversation.Count >= MaxCached)
        {
            _latest.Clear();
            _byConversation.Clear();
        }

        _byConversation[(integrationId, reference.ConversationId)] = reference;
        return _latest[(integrationId, reference.ChatId)] = reference;
    }

    private sealed class Row
    {
        public long ChatId { get; init; }

        public long ContactId { get; init; }

        public string SourceId { get; init; } = "";

        public long ConversationId { get; init; }

        public ConversationRef ToRef() => new(ChatId, ContactId, SourceId, ConversationId);
    }
}
