using Ponte.Gateway.Egress;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Media;

internal static class MediaServiceCollectionExtensions
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSettings<MediaOptions>(MediaOptions.Section);
        services.AddHttpClient(FileDownload.Client)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // Each hop is followed by hand, so that its address can be changed.
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                MaxResponseHeadersLength = 64,
                ConnectCallback = provider.GetRequiredService<EgressGuard>().ConnectAsync,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<FileDownload>();
        services.AddSingleton<Ffmpeg>();
        services.AddSingleton<OutgoingFolder>();
        services.AddSingleton<ProfilePictures>();
        return services.AddSingleton<MediaFolder>();
    }
}
