using System.Net;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Inboxes;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Profile;
using Ponte.Chatwoot.PublicApi;
using Ponte.Chatwoot.Webhooks;

namespace Ponte.Chatwoot;

/// <summary>
/// Chatwoot's REST API for one account and one user, one class per resource. Stateless and safe for concurrent use. Every method answers a
/// <see cref="ChatwootResult{T}"/>; the only exception a caller meets is <see cref="OperationCanceledException"/> of its own token.
/// </summary>
/// <remarks>Retries nothing: most creates are not idempotent (Chatwoot contract 6.3), so repeating is the caller's decision.</remarks>
public sealed class ChatwootClient
{
    /// <summary>On every request: its time limit, for a pipeline with limits of its own.</summary>
    public static readonly HttpRequestOptionsKey<TimeSpan> TimeLimit = new("Ponte.Chatwoot.TimeLimit");

    /// <summary>Creates a client.</summary>
    /// <param name="http">
    /// The pipeline to send through. Its innermost handler must not follow redirects; <see cref="CreateHandler"/> makes a fitting one.
    /// Its own <see cref="HttpClient.Timeout"/> should be longer than the limits in <paramref name="options"/>. Not disposed here.
    /// </param>
    /// <param name="endpoint">Which account, and the token.</param>
    /// <param name="time">The clock for time limits.</param>
    /// <param name="options">Time limits; null for the defaults.</param>
    public ChatwootClient(HttpClient http, ChatwootEndpoint endpoint, TimeProvider time, ChatwootClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        var transport = new ChatwootTransport(http, endpoint, time, options ?? new ChatwootClientOptions());
        Endpoint = endpoint;
        Profile = new ProfileApi(transport);
        Inboxes = new InboxesApi(transport, endpoint);
        Contacts = new ContactsApi(transport, endpoint);
        Conversations = new ConversationsApi(transport, endpoint);
        Messages = new MessagesApi(transport, endpoint);
        Customers = new CustomersApi(transport);
        Webhooks = new WebhooksApi(transport, endpoint);
    }

    /// <summary>The account this client speaks to.</summary>
    public ChatwootEndpoint Endpoint { get; }

    /// <summary>The token's user and the server's version.</summary>
    public ProfileApi Profile { get; }

    /// <summary>API inboxes, their members, and the account's agents.</summary>
    public InboxesApi Inboxes { get; }

    /// <summary>Contacts and their source ids.</summary>
    public ContactsApi Contacts { get; }

    /// <summary>Conversations.</summary>
    public ConversationsApi Conversations { get; }

    /// <summary>Messages of conversations.</summary>
    public MessagesApi Messages { get; }

    /// <summary>What contacts do, through the public API.</summary>
    public CustomersApi Customers { get; }

    /// <summary>Webhooks of the account.</summary>
    public WebhooksApi Webhooks { get; }

    /// <summary>
    /// A handler with the settings this client needs: no redirects, no cookies, no decompression (reading limits count what arrives),
    /// connections renewed every 2 minutes so that DNS changes are seen, and dropped after 15 idle seconds, before Chatwoot's own server drops
    /// them (20 seconds): a request that meets a dropping connection has an uncertain fate.
    /// </summary>
    /// <param name="connect">
    /// Opens the TCP stream, for example through an egress guard; it refuses an address by throwing a <see cref="ChatwootTransportException"/>.
    /// With a callback no proxy is used, because the callback must see the real address. Null connects normally.
    /// </param>
    public static SocketsHttpHandler CreateHandler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = connect is null,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 64,
        ConnectCallback = connect,
    };
}
