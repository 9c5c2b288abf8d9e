using Microsoft.Extensions.Options;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Secrets;

/// <summary>Registers <see cref="SecretBox"/> and the key behind it.</summary>
internal static class SecretsServiceCollectionExtensions
{
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddSettings<EncryptionOptions>("");
        services.AddSingleton(provider =>
            EncryptionKey.Find(provider.GetRequiredService<IOptions<EncryptionOptions>>().Value, provider.GetRequiredService<DataFolder>()));
        services.AddSingleton(provider => new SecretBox(provider.GetRequiredService<EncryptionKey>().Bytes));
        services.AddSingleton<KeyCheck>();
        return services;
    }
}
