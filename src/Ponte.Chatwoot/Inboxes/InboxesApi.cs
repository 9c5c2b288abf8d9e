using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Inboxes;

/// <summary>API inboxes and who belongs to them (Chatwoot contract 3). Creating, changing and deleting needs an administrator.</summary>
public sealed class InboxesApi
{
    private readonly ChatwootTransport _transport;
    private readonly ChatwootEndpoint _endpoint;

    internal InboxesApi(ChatwootTransport transport, ChatwootEndpoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
    }

    /// <summary>All inboxes the user sees: every one for administrators, their own for agents.</summary>
    public async Task<ChatwootResult<IReadOnlyList<Inbox>>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(new(HttpMethod.Get, _endpoint.AccountPath("inboxes")), ChatwootJson.Default.InboxList, cancellationToken))
        .Select(answer => answer.Payload);

    /// <summary>One inbox. Not visible to the user: <see cref="ChatwootErrorKind.Forbidden"/>; absent: <see cref="ChatwootErrorKind.NotFound"/>.</summary>
    public Task<ChatwootResult<Inbox>> GetAsync(long inboxId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Get, _endpoint.AccountPath($"inboxes/{inboxId}")), ChatwootJson.Default.Inbox, cancellationToken);

    /// <summary>Creates an API inbox. It has no members; a blank name is <see cref="ChatwootErrorKind.Invalid"/>.</summary>
    public Task<ChatwootResult<Inbox>> CreateApiInboxAsync(NewApiInbox inbox, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        var body = new InboxBody(inbox.Name, inbox.LockToSingleConversation, new("api", inbox.WebhookUrl, inbox.AdditionalAttributes));
        return _transport.SendAsync(
            ApiRequest.Json(HttpMethod.Post, _endpoint.AccountPath("inboxes"), body, ChatwootJson.Default.InboxBody), ChatwootJson.Default.Inbox, cancellationToken);
    }

    /// <summary>Changes an API inbox.</summary>
    public Task<ChatwootResult<Inbox>> UpdateAsync(long inboxId, InboxChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var channel = changes.WebhookUrl is null && changes.AdditionalAttributes is null
            ? null
            : new ChannelBody(null, changes.WebhookUrl, changes.AdditionalAttributes);
        return _transport.SendAsync(
            ApiRequest.Json(HttpMethod.Patch, _endpoint.AccountPath($"inboxes/{inboxId}"), new(changes.Name, null, channel), ChatwootJson.Default.InboxBody),
            ChatwootJson.Default.Inbox,
            cancellationToken);
    }

    /// <summary>Asks for deletion, which happens seconds later: the inbox still answers for a while (Chatwoot contract 3.3).</summary>
    public Task<ChatwootResult<NoContent>> DeleteAsync(long inboxId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Delete, _endpoint.AccountPath($"inboxes/{inboxId}")), cancellationToken);

    /// <summary>Adds users to an inbox; who is a member already stays one. An unknown user is <see cref="ChatwootErrorKind.Invalid"/>.</summary>
    /// <returns>The inbox's members after the call.</returns>
    public async Task<ChatwootResult<IReadOnlyList<Agent>>> AddMembersAsync(
        long inboxId, IReadOnlyList<long> userIds, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            ApiRequest.Json(HttpMethod.Post, _endpoint.AccountPath("inbox_members"), new(inboxId, userIds), ChatwootJson.Default.InboxMembersBody),
            ChatwootJson.Default.AgentList,
            cancellationToken)).Select(answer => answer.Payload);

    /// <summary>The members of an inbox; administrators see it without being one. Not visible to the user: <see cref="ChatwootErrorKind.Forbidden"/>.</summary>
    public async Task<ChatwootResult<IReadOnlyList<Agent>>> ListMembersAsync(long inboxId, CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            new(HttpMethod.Get, _endpoint.AccountPath($"inbox_members/{inboxId}")), ChatwootJson.Default.AgentList, cancellationToken)).Select(answer => answer.Payload);

    /// <summary>Every user of the account, administrators included.</summary>
    public Task<ChatwootResult<IReadOnlyList<Agent>>> ListAgentsAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Get, _endpoint.AccountPath("agents")), ChatwootJson.Default.IReadOnlyListAgent, cancellationToken);
}
