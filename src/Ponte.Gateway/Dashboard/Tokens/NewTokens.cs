using System.Net.WebSockets;
using Ponte.Gateway.Accounts;
using Ponte.Gateway.Events.Sockets;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Dashboard.Tokens;

/// <summary>
/// Replaces tokens. Events carry the TokenInstance (http-contract 6.2), so whoever came in with the token before must not hear the new one: the WebSockets that may
/// have been opened with it are closed with 1008.
/// </summary>
internal sealed class NewTokens(AccountStore accounts, InstanceStore instances, SocketHub sockets)
{
    private const string Reason = "The token was changed";

    /// <summary>A new TokenInstance.</summary>
    public async Task<string> OfInstanceAsync(string instanceId)
    {
        var token = await instances.RotateTokenAsync(instanceId, CancellationToken.None);
        sockets.Close(instanceId, WebSocketCloseStatus.PolicyViolation, Reason);
        return token;
    }

    /// <summary>A new TokenAccount.</summary>
    public async Task<string> OfAccountAsync(long accountId)
    {
        var token = await accounts.RotateTokenAsync(accountId, CancellationToken.None);
        foreach (var instance in await instances.ListAsync(accountId, CancellationToken.None))
        {
            sockets.Close(instance.Id, WebSocketCloseStatus.PolicyViolation, Reason);
        }

        return token;
    }
}
