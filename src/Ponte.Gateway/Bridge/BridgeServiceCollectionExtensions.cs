using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Bridge.Profiles;
using Ponte.Gateway.Bridge.Realtime;
using Ponte.Gateway.Bridge.Webhooks;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Bridge;

internal static class BridgeServiceCollectionExtensions
{
    /// <summary>The Chatwoot bridge: deliveries, realtime, activation.</summary>
    public static IServiceCollection AddBridge(this IServiceCollection services)
    {
        services.AddSettings<BridgeOptions>(BridgeOptions.Section);
        services.AddSingleton<IntegrationStore>();
        services.AddSingleton<IntegrationHealth>();
        services.AddSingleton<IntegrationStatus>();
        services.AddSingleton<ChatwootEgress>();
        services.AddSingleton<ChatwootClients>();
        services.AddSingleton<HostHealth>();
        services.AddSingleton<BridgeMetrics>();
        services.AddSingleton<HostRecovery>();
        services.AddChatwootHttp();
        services.AddSingleton<ChatwootFailures>();
        services.AddSingleton<StatusUpdate>();
        services.AddSingleton<IDeliveryTarget, ChatwootTarget>();
        services.AddSingleton<ChatwootRoute>();
        services.AddSingleton<EventRoute>(provider => provider.GetRequiredService<ChatwootRoute>().RouteAsync);
        return services.AddIncoming().AddIdentity().AddProfiles().AddConversations().AddRealtime().AddWebhooks().AddActivation().AddPreflight();
    }

    private static IServiceCollection AddIncoming(this IServiceCollection services)
    {
        services.AddSingleton<FileFetch>();
        services.AddSingleton<ShownLinks>();
        services.AddSingleton<EarlierAttempt>();
        services.AddSingleton<ConversationPace>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<DeletionDelivery>();
        services.AddSingleton<ReadDelivery>();
        services.AddSingleton<IDeliveryTarget, LateFileTarget>();
        services.AddSingleton<CustomerTyping>();
        services.AddSingleton<EventListener>(provider => provider.GetRequiredService<CustomerTyping>().HearAsync);
        return services;
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<ContactHealing>();
        services.AddSingleton<IdentityRoute>();
        services.AddSingleton<ChatChanged>(provider => provider.GetRequiredService<IdentityRoute>().ChangedAsync);
        services.AddSingleton<ChatMerged>(ConversationRefStore.MoveToChatAsync);
        return services;
    }

    private static IServiceCollection AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<GivenProfileStore>();
        services.AddSingleton<ProfileQuestions>();
        services.AddSingleton<ContactPictures>();
        services.AddSingleton<IDeliveryTarget, ProfileTarget>();
        services.AddSingleton<ProfileRoute>();
        services.AddSingleton<PersonNamed>(provider => provider.GetRequiredService<ProfileRoute>().NamedAsync);
        services.AddSingleton<EventListener>(provider => provider.GetRequiredService<ProfileRoute>().HearAsync);
        return services;
    }

    private static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<ConversationStates>();
        services.AddSingleton<ConversationRefStore>();
        services.AddSingleton<ContactDirectory>();
        services.AddSingleton<ConversationDirectory>();
        return services;
    }

    private static IServiceCollection AddRealtime(this IServiceCollection services)
    {
        services.AddSingleton<CableInvoker>();
        services.AddSingleton<ConversationChats>();
        services.AddSingleton<AgentMessages>();
        services.AddSingleton<AgentRetries>();
        services.AddSingleton<UnreadMessages>();
        services.AddSingleton<AgentsRead>(provider => provider.GetRequiredService<IntegrationStore>().IsServedAsync);
        services.AddSingleton<CursorStore>();
        services.AddSingleton<AgentChanges>();
        services.AddSingleton<KnownReplies>();
        services.AddSingleton<MissedChanges>();
        services.AddSingleton<CatchUpPass>();
        services.AddSingleton<ChangeReview>();
        services.AddSingleton<AccountFeedFactory>();
        services.AddHostedService<AccountStarter>();
        return services;
    }

    private static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSettings<PublicOptions>(PublicOptions.Section);
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<WebhookRegistration>();
        services.AddSingleton<WebhookEar>();
        services.AddSingleton<HintStore>();
        services.AddSingleton<HintReader>();
        return services;
    }

    private static IServiceCollection AddPreflight(this IServiceCollection services)
    {
        services.AddSingleton<InboxSteps>();
        services.AddSingleton<RoundTrip>();
        services.AddSingleton<ChatwootPreflight>();
        services.AddSingleton<PreflightVerdict>();
        return services;
    }

    private static IServiceCollection AddActivation(this IServiceCollection services)
    {
        services.AddSingleton<InboxProvisioning>();
        services.AddSingleton<ChatwootActivation>();
        services.AddSingleton<IInstanceSection, ChatwootSection>();
        services.AddHostedService<ActivationSweeper>();
        return services;
    }
}
