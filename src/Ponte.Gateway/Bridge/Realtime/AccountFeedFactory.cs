using Microsoft.Extensions.Options;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Conversations;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Puts a feed together.</summary>
internal sealed class AccountFeedFactory(
    IntegrationStore integrations,
    IntegrationHealth health,
    ConversationStates states,
    AgentMessages messages,
    IServiceProvider services,
    CatchUpPass pass,
    HostRecovery recovery,
    BridgeMetrics metrics,
    IOptions<BridgeOptions> options,
    ChatwootClients clients,
    CableInvoker invoker,
    TimeProvider time,
    Random random,
    ILoggerFactory loggers)
{
    public AccountFeed Create(AccountKey key)
    {
        var account = new AccountIntegrations(key, integrations, health, clients);
        var connection = new ActionCableConnection(
            new CableOptions { BaseUrl = new Uri(key.BaseUrl) },
            account.SubscriptionAsync,
            time,
            random,
            loggers.CreateLogger<ActionCableConnection>(),
            invoker.Value);

        // Each account has a queue of its own: a slow one must not hold up the others.
        var updates = ActivatorUtilities.CreateInstance<AgentUpdates>(services);
        var presence = ActivatorUtilities.CreateInstance<AgentPresence>(services);
        return new AccountFeed(account, connection, states, messages, updates, presence, pass, recovery, metrics, options.Value, time, loggers);
    }
}
