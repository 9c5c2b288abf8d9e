namespace Ponte.Gateway.Egress;

internal static class EgressServiceCollectionExtensions
{
    public static IServiceCollection AddEgress(this IServiceCollection services)
    {
        services.AddOptions<EgressOptions>().BindConfiguration(EgressOptions.Section);
        return services.AddSingleton<EgressGuard>();
    }
}
