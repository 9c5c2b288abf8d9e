namespace Ponte.Gateway.Ledger;

internal static class LedgerServiceCollectionExtensions
{
    /// <summary>What people see of the deliveries, and do about them.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<DeliverySides>();
        services.AddSingleton<LedgerDesk>();
        return services;
    }
}
