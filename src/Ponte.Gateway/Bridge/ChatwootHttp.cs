using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge;

/// <summary>The two HTTP roads to Chatwoot. Neither retries: repeating is the delivery row's business.</summary>
internal static class ChatwootHttp
{
    // Puma has few threads; more at once only wait there, against our time limit.
    private const int MaxConcurrent = 32;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddChatwootHttp(this IServiceCollection services)
    {
        services.AddTransient<OutageHandler>();
        services.AddHttpClient(ChatwootClients.Direct).Guarded();
        services.AddHttpClient(ChatwootClients.Lanes)
            .Guarded()
            .AddHttpMessageHandler<OutageHandler>()
            .AddResilienceHandler("chatwoot", Configure)
            .SelectPipelineByAuthority();
        return services;
    }

    private static IHttpClientBuilder Guarded(this IHttpClientBuilder builder) => builder
        .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(services => ChatwootClient.CreateHandler(services.GetRequiredService<ChatwootEgress>().ConnectAsync))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var recovery = context.ServiceProvider.GetRequiredService<HostRecovery>();
        var random = context.ServiceProvider.GetRequiredService<Random>();
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline
            .AddConcurrencyLimiter(MaxConcurrent, int.MaxValue)
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                StateProvider = context.ServiceProvider.GetRequiredService<BridgeMetrics>().BreakerOf(context.InstanceName),

                // 500 is not among them: one bad row must not stop a host (design §7.5).
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is not null and not OperationCanceledException
                    || args.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
                FailureRatio = 0.9,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDurationGenerator = args => ValueTask.FromResult(BreakFor(args.HalfOpenAttempts, random)),
                OnClosed = args =>
                {
                    _ = recovery.RecoveredAsync(args.Context.GetRequestMessage()?.RequestUri);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new HttpTimeoutStrategyOptions { TimeoutGenerator = static args => ValueTask.FromResult(LimitOf(args.Context.GetRequestMessage())) });
    }

    // The breaker has to see that it was too late, so the client's own limit comes after this one.
    private static TimeSpan LimitOf(HttpRequestMessage? request) =>
        request?.Content is MultipartFormDataContent && request.Options.TryGetValue(ChatwootClient.TimeLimit, out var limit) ? limit - RequestLimit : RequestLimit;

    // 1 s doubling, half of it jitter, so that a row of gateways does not knock at the same moment.
    private static TimeSpan BreakFor(int attempts, Random random)
    {
        var seconds = Math.Min(LongestBreak.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10)));
        return TimeSpan.FromSeconds(seconds * (0.5 + (random.NextDouble() / 2)));
    }
}
