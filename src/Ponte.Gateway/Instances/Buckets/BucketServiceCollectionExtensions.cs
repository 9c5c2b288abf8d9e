using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;

namespace Ponte.Gateway.Instances.Buckets;

internal static class BucketServiceCollectionExtensions
{
    /// <summary>Where files of instances are kept.</summary>
    public static IServiceCollection AddBuckets(this IServiceCollection services)
    {
        BucketHttp.Register(services);
        return services
            .AddSingleton<BucketHttp>()
            .AddSingleton<BucketStore>()
            .AddSingleton<BucketClients>()
            .AddSingleton<BucketUpload>()
            .AddSingleton<BucketGates>()
            .AddSingleton<BucketHealth>()
            .AddSingleton<BucketChanges>()
            .AddSingleton<ObjectNaming>()
            .AddSingleton<IDeliveryTarget, BucketTarget>()
            .AddSingleton<EventRoute>(BucketRoute.RouteAsync)
            .AddSingleton<IInstanceSection, BucketSection>();
    }
}
