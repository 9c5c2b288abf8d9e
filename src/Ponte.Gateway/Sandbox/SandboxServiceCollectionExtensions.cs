using Ponte.Gateway.Instances;
using Ponte.Gateway.Storage;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>Registers the engine of simulated phones, unless the operator has switched it off.</summary>
internal static class SandboxServiceCollectionExtensions
{
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new SandboxEngine(
            provider.GetRequiredService<DataFolder>().Sandbox,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>(),
            provider.GetRequiredService<ILogger<SandboxEngine>>()));
        if (IsEnabled(configuration))
        {
            services.AddSingleton<IWhatsAppEngine>(provider => provider.GetRequiredService<SandboxEngine>());
        }

        return services;
    }

    // What is not a switch at all is reported with all other settings.
    private static bool IsEnabled(IConfiguration configuration) =>
        !bool.TryParse(configuration[$"Ponte:Sandbox:{nameof(SandboxOptions.Enabled)}"], out var enabled) || enabled;
}
