using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Egress;

internal static class EgressServiceCollectionExtensions
{
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        services.AddSettings<EgressOptions>(EgressOptions.Section);
        return services.AddSingleton<EgressGuard>();
    }
}
