using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Instances.Proxies;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Instances;

/// <summary>Registers instances and the service that opens their sessions.</summary>
internal static class InstancesServiceCollectionExtensions
{
    public static IServiceCollection AddInstances(this IServiceCollection services)
    {
        services.AddSettings<SandboxOptions>("Ponte:Sandbox");
        services.AddSingleton<SessionMetrics>();
        services.AddSingleton<InstanceStore>();
        services.AddSingleton<SessionActions>();
        services.AddSingleton<InstanceDescriber>();
        services.AddSingleton<InstanceEraser>();
        services.AddSingleton<NewInstances>();
        services.AddSingleton<PhoneLinking>();
        services.AddSingleton<InstanceSettingsStore>();
        services.AddSingleton<ProxyStore>();
        services.AddSingleton<SessionSettingsSource>();
        services.AddSingleton<IInstanceSection, InstanceSettingsSection>();
        services.AddSingleton<IInstanceSection, ProxySection>();
        services.AddHostedService<InstanceStarter>();
        return services.AddBuckets();
    }
}
