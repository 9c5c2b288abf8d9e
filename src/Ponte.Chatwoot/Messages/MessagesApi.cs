using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Messages;

/// <summary>Messages of a conversation (Chatwoot contract 6).</summary>
public sealed class MessagesApi
{
    private readonly ChatwootTransport _transport;
    private readonly ChatwootEndpoint _endpoint;

    internal MessagesApi(ChatwootTransport transport, ChatwootEndpoint endpoint)
    {
        _transport = transport;
        _endpoint = endpoint;
    }

    /// <summary>
    /// Creates a message. Chatwoot does not deduplicate: after an error whose fate is not <see cref="RequestFate.NotExecuted"/> look it up with
    /// <see cref="FindBySourceIdAsync"/> before repeating it. Message 201 within a minute: <see cref="ChatwootErrorKind.TooManyMessages"/>.
    /// </summary>
    public async Task<ChatwootResult<Message>> CreateAsync(long conversationId, NewMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = new NewMessageBody(
            message.Content, Text(message.MessageType), message.Private, message.SourceId, message.InReplyTo is { } id ? new(id) : null, message.EchoId);
        var path = Path(conversationId);
        var request = message.Attachments.Count == 0
            ? ApiRequest.Json(HttpMethod.Post, path, body, ChatwootJson.Default.NewMessageBody)
            : new ApiRequest(HttpMethod.Post, path, await MessageForm.CreateAsync(body, message, cancellationToken))
            {
                IsUpload = true,
                UploadBytes = message.Attachments.Sum(attachment => attachment.Length),
            };
        return await _transport.SendAsync(request with { IsPersonal = true }, ChatwootJson.Default.Message, cancellationToken);
    }

    /// <summary>
    /// Messages in ascending order of id (Chatwoot contract 6.6): without parameters the newest 20; <paramref name="before"/>: the 20 just
    /// below it; <paramref name="after"/>: up to 100 above it. With both, <paramref name="after"/> itself is included.
    /// </summary>
    public async Task<ChatwootResult<IReadOnlyList<Message>>> ListAsync(
        long conversationId, long? before = null, long? after = null, CancellationToken cancellationToken = default)
    {
        var query = (before, after) switch
        {
            ({ } below, { } above) => $"?before={below}&after={above}",
            ({ } below, null) => $"?before={below}",
            (null, { } above) => $"?after={above}",
            _ => "",
        };
        var answer = await _transport.SendAsync(
            new(HttpMethod.Get, Path(conversationId) + query) { IsPersonal = true }, ChatwootJson.Default.MessageList, cancellationToken);
        return answer.Select(list => (IReadOnlyList<Message>)[.. list.Payload.OrderBy(message => message.Id)]);
    }

    /// <summary>Sets the tick of a message, API inboxes only (Chatwoot contract 6.7). Read to delivered is ignored, every other step is applied, also backwards.</summary>
    /// <param name="conversationId">The conversation's display id.</param>
    /// <param name="messageId">The message's id.</param>
    /// <param name="status">The new status.</param>
    /// <param name="externalError">The cause, with <see cref="MessageStatus.Failed"/>; any other status clears it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ChatwootResult<Message>> UpdateStatusAsync(
        long conversationId, long messageId, MessageStatus status, string? externalError = null, CancellationToken cancellationToken = default)
    {
        var request = ApiRequest.Json(
            HttpMethod.Patch, Path(conversationId, messageId), new(Text(status), externalError), ChatwootJson.Default.MessageStatusBody);
        return _transport.SendAsync(request with { IsPersonal = true }, ChatwootJson.Default.Message, cancellationToken);
    }

    /// <summary>Replaces a message by a "deleted" note; repeating is harmless. The source id stays.</summary>
    public Task<ChatwootResult<Message>> DeleteAsync(long conversationId, long messageId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new(HttpMethod.Delete, Path(conversationId, messageId)) { IsPersonal = true }, ChatwootJson.Default.Message, cancellationToken);

    /// <summary>
    /// Looks for a message that an earlier, uncertain request may have stored: pages backwards until it is found, until
    /// <paramref name="stopAtMessageId"/> is reached, or until messages are clearly older than <paramref name="notOlderThan"/>.
    /// </summary>
    /// <param name="conversationId">The conversation's display id.</param>
    /// <param name="sourceId">The source id it was posted with, compared exactly.</param>
    /// <param name="notOlderThan">When it was first tried, by the caller's clock; clocks may differ by <see cref="SourceIdProbe.ClockTolerance"/>.</param>
    /// <param name="stopAtMessageId">A message known to be older than the wanted one, usually the last one stored before it; null when there is none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The newest message with that source id; null when there certainly is none above the stop.</returns>
    public Task<ChatwootResult<Message?>> FindBySourceIdAsync(
        long conversationId, string sourceId, DateTimeOffset notOlderThan, long? stopAtMessageId = null, CancellationToken cancellationToken = default) =>
        new SourceIdProbe(this, conversationId, sourceId, notOlderThan, stopAtMessageId).RunAsync(cancellationToken);

    private string Path(long conversationId, long? messageId = null) =>
        _endpoint.AccountPath($"conversations/{conversationId}/messages{(messageId is { } id ? $"/{id}" : "")}");

    private static string Text(MessageType type) => type switch
    {
        MessageType.Incoming => "incoming",
        MessageType.Outgoing => "outgoing",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Only incoming and outgoing messages can be created."),
    };

    // An unknown status is silently ignored by Chatwoot: refuse it here.
    private static string Text(MessageStatus status) => status switch
    {
        MessageStatus.Sent => "sent",
        MessageStatus.Delivered => "delivered",
        MessageStatus.Read => "read",
        MessageStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status that can be set."),
    };
}
