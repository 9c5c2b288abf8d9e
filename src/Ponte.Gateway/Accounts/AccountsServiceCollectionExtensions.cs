using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Accounts;

/// <summary>Registers accounts and the way from a token to its owner.</summary>
internal static class AccountsServiceCollectionExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountOptions>("");
        services.AddSingleton<AccountStore>();
        services.AddSingleton<CallerDirectory>();
        services.AddSingleton<FirstAccount>();
        return services;
    }
}
