using Microsoft.AspNetCore.OpenApi;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events.Payloads;
using Ponte.Gateway.Events.Sockets;
using Ponte.Gateway.Events.Webhooks;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Events;

internal static class EventsServiceCollectionExtensions
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<MessageIdentities>()
        .AddSingleton<SessionReader>()
        .AddSingleton<ConnectionNews>()
        .AddSingleton<NameListener>()
        .AddSingleton<EventListener>(provider => provider.GetRequiredService<NameListener>().HearAsync)
        .AddPayloads()
        .AddWebhooks()
        .AddSockets();

    private static IServiceCollection AddPayloads(this IServiceCollection services) => services
        .AddSingleton<PeopleDirectory>()
        .AddSingleton<EventFiles>()
        .AddSingleton<EnvelopeWriter>()
        .Configure<OpenApiOptions>("v1", static options => options.AddDocumentTransformer(static (document, _, _) =>
        {
            EventSchemas.Describe(document);
            return Task.CompletedTask;
        }));

    private static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddWebhookHttp()
        .AddSingleton<WebhookStore>()
        .AddSingleton<WebhookView>()
        .AddSingleton<WebhookChanges>()
        .AddSingleton<WebhookRequests>()
        .AddSingleton<IDeliveryTarget, WebhookTarget>()
        .AddSingleton<WebhookRoute>()
        .AddSingleton<EventRoute>(provider => provider.GetRequiredService<WebhookRoute>().RouteAsync)
        .AddSingleton<NewsRoute>(provider => provider.GetRequiredService<WebhookRoute>().RouteAsync)
        .AddSingleton<IInstanceSection, WebhookSection>();

    private static IServiceCollection AddSockets(this IServiceCollection services) => services
        .AddSingleton<SocketStore>()
        .AddSingleton<SocketHub>()
        .AddSingleton<EventStored>(provider => provider.GetRequiredService<SocketHub>().Tell)
        .AddSingleton<NewsStored>(provider => provider.GetRequiredService<SocketHub>().Tell)
        .AddSingleton<IInstanceSection, SocketSection>();
}
