using Amazon.Runtime;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>
/// The HTTP road to buckets, given to the S3 library in place of its own: every address through the egress guard, no redirects, no cookies, no proxy. It does not
/// retry: that is the row's business.
/// </summary>
internal sealed class BucketHttp(IHttpClientFactory http) : HttpClientFactory
{
    /// <summary>The named <see cref="HttpClient"/>.</summary>
    public const string Client = "s3";

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public static void Register(IServiceCollection services) => services.AddHttpClient(Client)
        .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = ConnectLimit,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            ConnectCallback = provider.GetRequiredService<EgressGuard>().ConnectAsync,
        })
        .AddHttpMessageHandler(static () => new BucketAnswers())
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http.CreateClient(Client);

    // The connections live in the factory's handler.
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
}
