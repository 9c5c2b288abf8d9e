using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Deliveries;

internal static class DeliveriesServiceCollectionExtensions
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryTargets>();
        services.AddSingleton<SettledRows>();
        services.AddSingleton<MessageLinkStore>();
        services.AddSingleton<LaneStore>();
        services.AddSingleton<LaneWaker>();
        services.AddSingleton<ProcessStart>();
        services.AddSingleton<StopSignal>();
        services.AddSingleton<RetrySchedule>();
        services.AddSingleton<ChatMergeStore>();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<ReplayStore>();
        services.AddSingleton<DiscardStore>();
        services.AddSingleton<RetentionStore>();
        services.AddHostedService<LaneSweeper>();
        services.AddHostedService<ChatMerger>();
        services.AddHostedService<Retention>();
        services.AddSettings<RetentionOptions>(RetentionOptions.Section);
        services.AddSettings<LaneOptions>(LaneOptions.Section);
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<LaneOptions>>(static (collection, lanes) =>
        {
            collection.CollectionAge = TimeSpan.FromSeconds(lanes.Value.IdleSeconds);
            collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Min(60, lanes.Value.IdleSeconds / 2.0));
        });
        return services;
    }
}
