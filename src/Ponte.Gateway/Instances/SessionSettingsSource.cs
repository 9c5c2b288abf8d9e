using Microsoft.Extensions.Options;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Proxies;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Instances;

/// <summary>
/// What a session is opened and configured with: the owner's rows and the operator's settings. Where agents serve the number, the session itself marks
/// nothing as read: <c>autoReadMessages</c> then allows that what an agent has read is marked.
/// </summary>
internal sealed class SessionSettingsSource(InstanceSettingsStore settings, ProxyStore proxies, IEnumerable<AgentsRead> agents, IOptions<EgressOptions> egress)
{
    public async Task<SessionSettings> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var chosen = await settings.FindAsync(instanceId, cancellationToken);
        return new SessionSettings
        {
            Proxy = await proxies.OpenAsync(instanceId, cancellationToken),
            AllowPrivateNetworks = egress.Value.AllowPrivateNetworks,
            AutoRejectCalls = chosen.AutoRejectCalls,
            CallRejectMessage = chosen.CallRejectMessage,
            KeepOnline = chosen.KeepOnlineStatus,
            AutoReadMessages = chosen.AutoReadMessages && !await IsServedAsync(instanceId, cancellationToken),
            SyncHistory = !chosen.DisableHistorySync,
        };
    }

    private async ValueTask<bool> IsServedAsync(string instanceId, CancellationToken cancellationToken)
    {
        foreach (var isServed in agents)
        {
            if (await isServed(instanceId, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
