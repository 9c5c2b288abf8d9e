using Microsoft.Extensions.Options;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Baileys;

namespace Ponte.Gateway.Baileys;

/// <summary>Registers the engine of real numbers.</summary>
internal static class BaileysServiceCollectionExtensions
{
    public static IServiceCollection AddBaileys(this IServiceCollection services)
    {
        services.AddSettings<BaileysOptions>(BaileysOptions.Section);
        services.AddSettings<TestServerOptions>(TestServerOptions.Section);
        services.AddSingleton<IWhatsAppEngine>(static provider => provider.GetRequiredService<BaileysEngine>());
        services.AddHealthChecks().AddCheck<EngineHealth>("engine");
        services.AddSingleton(SettingsOf);
        services.AddSingleton(static provider => new BaileysEngine(
            provider.GetRequiredService<BaileysSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>(),
            provider.GetRequiredService<ILogger<BaileysEngine>>()));
        return services;
    }

    private static BaileysSettings SettingsOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<BaileysOptions>>().Value;
        var server = provider.GetRequiredService<IOptions<TestServerOptions>>().Value;
        return new BaileysSettings
        {
            SessionsFolder = provider.GetRequiredService<DataFolder>().Sessions,
            NodePath = options.NodePath,
            EnginePath = options.EnginePath.Length == 0 ? null : options.EnginePath,
            SessionsPerProcess = options.SessionsPerProcess,
            TestServer = server.Url.Length == 0 ? null : new BaileysTestServer(new Uri(server.Url), server.NoiseRoot),
        };
    }
}
