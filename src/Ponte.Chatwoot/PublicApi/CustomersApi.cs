using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.PublicApi;

/// <summary>What the contacts of an API inbox do (Chatwoot contract 7).</summary>
public sealed class CustomersApi
{
    private readonly ChatwootTransport _transport;

    internal CustomersApi(ChatwootTransport transport) => _transport = transport;

    /// <summary>Shows agents that the contact writes, or that it stopped. Nothing is stored.</summary>
    /// <param name="inboxIdentifier">The inbox's <see cref="Inboxes.Inbox.InboxIdentifier"/>.</param>
    /// <param name="sourceId">The contact's address in the inbox, without dots.</param>
    /// <param name="conversationId">The conversation's display id.</param>
    /// <param name="isTyping">False: it stopped.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<ChatwootResult<NoContent>> SetTypingAsync(
        string inboxIdentifier, string sourceId, long conversationId, bool isTyping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inboxIdentifier);
        ArgumentNullException.ThrowIfNull(sourceId);
        var contact = $"public/api/v1/inboxes/{Uri.EscapeDataString(inboxIdentifier)}/contacts/{Uri.EscapeDataString(sourceId)}";
        return _transport.SendAsync(
            ApiRequest.Json(
                HttpMethod.Post,
                $"{contact}/conversations/{conversationId}/toggle_typing",
                new(isTyping ? "on" : "off"),
                ChatwootJson.Default.TypingBody) with { IsPersonal = true },
            cancellationToken);
    }
}
