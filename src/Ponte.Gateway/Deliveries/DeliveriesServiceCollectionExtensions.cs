namespace Ponte.Gateway.Deliveries;

internal static class DeliveriesServiceCollectionExtensions
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryTargets>();
        services.AddSingleton<LaneStore>();
        services.AddSingleton<LaneWaker>();
        services.AddSingleton<ProcessStart>();
        services.AddSingleton<RetrySchedule>();
        services.AddHostedService<LaneSweeper>();
        return services;
    }
}
