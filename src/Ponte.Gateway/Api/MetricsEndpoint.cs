using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Api;

/// <summary><c>GET /metrics</c> in Prometheus' text format; outside the API's tokens, rate limit, CORS and reference.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this WebApplication app)
    {
        const string Path = "/metrics";
        IApplicationBuilder branch = ((IApplicationBuilder)app).New();
        branch.UseOpenTelemetryPrometheusScrapingEndpoint(Path);
        var scrape = branch.Build();
        var access = app.Services.GetRequiredService<MetricsAccess>();
        var backlog = app.Services.GetRequiredService<Backlog>();
        app.MapGet(Path, async context =>
        {
            if (access.Refusal(context) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            await backlog.RefreshAsync();
            await scrape(context);
        }).ExcludeFromDescription();
    }
}
