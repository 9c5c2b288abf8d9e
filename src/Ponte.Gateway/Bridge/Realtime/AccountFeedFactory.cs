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
        return new AccountFeed(account, connection, states, messages, pass, recovery, metrics, options.Value, time, loggers);
    }
}
