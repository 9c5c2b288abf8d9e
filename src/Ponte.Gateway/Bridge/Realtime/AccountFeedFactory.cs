using Microsoft.Extensions.Options;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Webhooks;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Puts a feed together.</summary>
internal sealed class AccountFeedFactory(
    IntegrationStore integrations,
    IntegrationHealth health,
    ConversationStates states,
    IServiceProvider services,
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

        // Each account has queues and loops of its own: a slow one must not hold up the others.
        var updates = ActivatorUtilities.CreateInstance<AgentUpdates>(services);
        var presence = ActivatorUtilities.CreateInstance<AgentPresence>(services);
        var hints = ActivatorUtilities.CreateInstance<HintLoop>(services, account);
        var review = ActivatorUtilities.CreateInstance<ReviewLoop>(services, account);
        var webhooks = ActivatorUtilities.CreateInstance<WebhookLoop>(services, account);
        var catchUp = ActivatorUtilities.CreateInstance<CatchUpLoop>(services, account, presence, TimeSpan.FromSeconds(options.Value.CatchUpSeconds));
        return new AccountFeed(
            account, connection, states, updates, presence, catchUp, hints, review, webhooks, recovery, metrics, time, loggers.CreateLogger<AccountFeed>());
    }
}
