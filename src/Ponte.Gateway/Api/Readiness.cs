using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Api;

/// <summary>
/// Runs the health checks that features registered. Each has 3 s; one that takes longer is not begun again while it still runs, however many ask.
/// </summary>
internal sealed partial class Readiness(IServiceProvider services, IOptions<HealthCheckServiceOptions> options, TimeProvider time, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, Lazy<Task<HealthCheckResult>>> _running = new();

    /// <summary>Each check's name with <c>ok</c>, or <c>fail:</c> and a sentence.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CheckAsync(CancellationToken cancellationToken)
    {
        var registrations = options.Value.Registrations.ToList();
        var answers = await Task.WhenAll(registrations.Select(registration => AskAsync(registration, cancellationToken)));
        return registrations.Zip(answers).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private async Task<string> AskAsync(HealthCheckRegistration registration, CancellationToken cancellationToken)
    {
        try
        {
            var check = _running.GetOrAdd(registration.Name, _ => new Lazy<Task<HealthCheckResult>>(() => Task.Run(() => RunAsync(registration), CancellationToken.None)));
            var result = await check.Value.WaitAsync(Limit, time, cancellationToken);
            return result.Status == HealthStatus.Healthy ? "ok" : $"fail: {result.Description}";
        }
        catch (TimeoutException)
        {
            return "fail: timeout";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogCheckBroke(exception, registration.Name);
            return "fail: the check broke; the log says why";
        }
    }

    private async Task<HealthCheckResult> RunAsync(HealthCheckRegistration registration)
    {
        try
        {
            var context = new HealthCheckContext { Registration = registration };
            return await registration.Factory(services).CheckHealthAsync(context, CancellationToken.None);
        }
        finally
        {
            _running.TryRemove(registration.Name, out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "The health check {Check} broke")]
    private partial void LogCheckBroke(Exception exception, string check);
}
