using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Instances.Connections;
using Ponte.Gateway.Settings;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Hosting;

/// <summary>What becomes of the instruments: metrics wait to be asked for, traces are made only where a collector is named.</summary>
internal static class TelemetryHosting
{
    private static readonly string[] Meters =
        [DeliveryMetrics.Meter, SessionMetrics.Meter, BridgeMetrics.Meter, FreeSpace.Meter, "Ponte.WhatsApp", "System.Runtime"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TelemetryOptions>("");
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("ponte").AddEnvironmentVariableDetector())
            .WithMetrics(static metrics => metrics.AddMeter(Meters).AddPrometheusExporter(static options => options.ScopeInfoEnabled = false));

        // Gauges exist before what they measure is first used.
        builder.Services.ActivateSingleton<SessionMetrics>().ActivateSingleton<BridgeMetrics>();
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.WithTracing(AddTraces);
        }
    }

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource(Traces.Source)
        .AddAspNetCoreInstrumentation(static options =>
        {
            // Whether the server lives is asked all day.
            options.Filter = static context => context.Request.Path.StartsWithSegments("/api");
            options.EnrichWithHttpResponse = static (span, response) => HttpSpans.Clean(span, response.HttpContext);
        })
        .AddHttpClientInstrumentation(static options =>
        {
            // Only what is part of something: regular look-ups belong to no message.
            options.FilterHttpRequestMessage = static _ => Activity.Current is { ParentId: not null };
            options.EnrichWithHttpRequestMessage = HttpSpans.Clean;
        })
        .AddOtlpExporter();
}
