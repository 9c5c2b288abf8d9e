using Ponte.Chatwoot.Http;
using Ponte.Chatwoot.Json;

namespace Ponte.Chatwoot.Profile;

/// <summary>The token's user and the server (Chatwoot contract 2).</summary>
public sealed class ProfileApi
{
    private readonly ChatwootTransport _transport;

    internal ProfileApi(ChatwootTransport transport) => _transport = transport;

    /// <summary>The token's user with its accounts. A bot token is refused as <see cref="ChatwootErrorKind.Forbidden"/>.</summary>
    public Task<ChatwootResult<UserProfile>> GetAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Get, "api/v1/profile"), ChatwootJson.Default.UserProfile, cancellationToken);

    /// <summary>The server's version. Answers without a valid token.</summary>
    public Task<ChatwootResult<ServerVersion>> GetVersionAsync(CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new(HttpMethod.Get, "api"), ChatwootJson.Default.ServerVersion, cancellationToken);
}
