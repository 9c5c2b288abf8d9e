using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Media;

internal static class MediaServiceCollectionExtensions
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSettings<MediaOptions>(MediaOptions.Section);
        return services.AddSingleton<MediaFolder>();
    }
}
