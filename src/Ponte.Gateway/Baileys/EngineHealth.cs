using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ponte.WhatsApp.Baileys;

namespace Ponte.Gateway.Baileys;

/// <summary>Whether the engine runs for every number that needs it.</summary>
internal sealed class EngineHealth(BaileysEngine engine) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        engine.IsMissing ? HealthCheckResult.Unhealthy("the WhatsApp engine does not run, and numbers need it. It is started again by itself; the log says why.") : HealthCheckResult.Healthy());
}
