using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Settings;

namespace Ponte.Gateway.Api;

/// <summary>Registers the edge of the HTTP API.</summary>
internal static class ApiServiceCollectionExtensions
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSettings<RateLimitOptions>("Ponte:RateLimit");
        services.AddSettings<CrossOriginOptions>("Ponte:Cors");
        services.AddSettings<MetricsOptions>("Ponte:Metrics");
        services.AddSettings<ReverseProxyOptions>(ReverseProxyOptions.Section);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ReverseProxyOptions>>(Believe);
        services.AddSingleton<MetricsAccess>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<RateLimiter>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CrossOriginOptions>>(AllowOrigins);
        services.Configure<KestrelServerOptions>(static options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = RequestBody.TakenAtMost;
        });
        services.Configure<JsonOptions>(static options =>
        {
            // Answers are JSON to programs, never HTML: no need to escape beyond JSON itself.
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        return services.AddApiReference();
    }

    // Proxies in a row are followed as long as each is one that is believed.
    private static void Believe(ForwardedHeadersOptions forwarded, IOptions<ReverseProxyOptions> options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Value.Networks)
        {
            forwarded.KnownIPNetworks.Add(network);
        }
    }

    // http-contract §3: no cookies, so no credentials.
    private static void AllowOrigins(CorsOptions cors, IOptions<CrossOriginOptions> options) => cors.AddDefaultPolicy(policy => policy
        .WithOrigins([.. options.Value.OriginList])
        .WithMethods("GET", "POST", "PUT", "DELETE")
        .WithHeaders("Content-Type", "Authorization", "token")
        .WithExposedHeaders(RateLimitMiddleware.HeaderNames)
        .SetPreflightMaxAge(TimeSpan.FromMinutes(10)));
}
