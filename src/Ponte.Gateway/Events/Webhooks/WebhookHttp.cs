using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>The HTTP road to webhooks: every address through the egress guard, no redirects, no cookies, no proxy. It does not retry: that is the row's business.</summary>
internal static class WebhookHttp
{
    public static IServiceCollection AddWebhookHttp(this IServiceCollection services)
    {
        services.AddHttpClient(WebhookTarget.Client)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = WebhookTarget.Limit,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                MaxResponseHeadersLength = 64,
                ConnectCallback = provider.GetRequiredService<EgressGuard>().ConnectAsync,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
