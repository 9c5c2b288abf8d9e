using System.Globalization;
using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Conversations;

/// <summary>Conversations (Chatwoot contract 5).</summary>
public sealed class ConversationsApi
{
    private readonly ChatwootTransport _transport;
    private readonly ChatwootEndpoint _endpoint;

    internal ConversationsApi(ChatwootTransport transport, ChatwootEndpoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
    }

    /// <summary>Creates a conversation; not idempotent, unless the inbox is locked to a single one (and even then not under parallel calls).</summary>
    public Task<ChatwootResult<Conversation>> CreateAsync(NewConversation conversation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var status = conversation.Status is { } wanted ? Text(wanted) : null;
        var body = new NewConversationBody(conversation.InboxId, conversation.ContactId, conversation.SourceId, status);
        return _transport.SendAsync(
            ApiRequest.Json(HttpMethod.Post, _endpoint.AccountPath("conversations"), body, ChatwootJson.Default.NewConversationBody) with { IsPersonal = true },
            ChatwootJson.Default.Conversation,
            cancellationToken);
    }

    /// <summary>One conversation by its display id; absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public Task<ChatwootResult<Conversation>> GetAsync(long conversationId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new(HttpMethod.Get, _endpoint.AccountPath($"conversations/{conversationId}")) { IsPersonal = true },
            ChatwootJson.Default.Conversation,
            cancellationToken);

    /// <summary>One page of conversations, newest activity first. An unknown inbox gives an empty list, not an error.</summary>
    public async Task<ChatwootResult<IReadOnlyList<Conversation>>> ListAsync(ConversationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var answer = await _transport.SendAsync(
            new(HttpMethod.Get, _endpoint.AccountPath(Path(query))) { IsPersonal = true }, ChatwootJson.Default.ConversationPage, cancellationToken);
        return answer.Select(page => page.Data.Payload);
    }

    /// <summary>Puts a conversation into a state; repeating is harmless.</summary>
    /// <returns>The state it is in now.</returns>
    public async Task<ChatwootResult<ConversationStatus>> ToggleStatusAsync(
        long conversationId, ConversationStatus status, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.Json(
            HttpMethod.Post, _endpoint.AccountPath($"conversations/{conversationId}/toggle_status"), new(Text(status)), ChatwootJson.Default.StatusBody);
        return (await _transport.SendAsync(request with { IsPersonal = true }, ChatwootJson.Default.ToggleStatusAnswer, cancellationToken))
            .Select(answer => answer.Payload.CurrentStatus);
    }

    /// <summary>Notes that the token's user has seen everything in a conversation; repeating is harmless, absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public Task<ChatwootResult<NoContent>> UpdateLastSeenAsync(long conversationId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new(HttpMethod.Post, _endpoint.AccountPath($"conversations/{conversationId}/update_last_seen")) { IsPersonal = true }, cancellationToken);

    /// <summary>
    /// Asks for deletion, which happens within seconds and is told to nobody; needs an administrator (Chatwoot contract 5.4). Absent: <see cref="ChatwootErrorKind.NotFound"/>.
    /// </summary>
    public Task<ChatwootResult<NoContent>> DeleteAsync(long conversationId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Delete, _endpoint.AccountPath($"conversations/{conversationId}")) { IsPersonal = true }, cancellationToken);

    private static string Path(ConversationQuery query)
    {
        var path = $"conversations?status={(query.Status is { } status ? Text(status) : "all")}";
        if (query.InboxId is { } inboxId)
        {
            path += $"&inbox_id={inboxId}";
        }

        if (query.UpdatedWithin is { } within)
        {
            path += $"&updated_within={((long)Math.Ceiling(within.TotalSeconds)).ToString(CultureInfo.InvariantCulture)}";
        }

        return query.Page > 1 ? $"{path}&page={query.Page}" : path;
    }

    // An unknown status is answered 500 (Chatwoot contract 5.2, 5.4): refuse it here.
    private static string Text(ConversationStatus status) => status switch
    {
        ConversationStatus.Open => "open",
        ConversationStatus.Resolved => "resolved",
        ConversationStatus.Pending => "pending",
        ConversationStatus.Snoozed => "snoozed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a state that can be set."),
    };
}
