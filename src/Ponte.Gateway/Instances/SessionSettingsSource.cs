using Microsoft.Extensions.Options;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Proxies;
using Ponte.WhatsApp.Settings;

namespace Ponte.Gateway.Instances;

/// <summary>What a session is opened and configured with: the owner's rows and the operator's settings.</summary>
internal sealed class SessionSettingsSource(InstanceSettingsStore settings, ProxyStore proxies, IOptions<EgressOptions> egress)
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
            AutoReadMessages = chosen.AutoReadMessages,
            SyncHistory = !chosen.DisableHistorySync,
        };
    }
}
