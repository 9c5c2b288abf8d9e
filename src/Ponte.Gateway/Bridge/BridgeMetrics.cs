using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;
using Ponte.Chatwoot.Realtime;

namespace Ponte.Gateway.Bridge;

/// <summary>What the bridge counts, and how its connections stand, in the meter <see cref="Meter"/>.</summary>
internal sealed class BridgeMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Ponte.Bridge";

    private readonly ConcurrentDictionary<ActionCableConnection, bool> _cables = new();
    private readonly ConcurrentDictionary<string, CircuitBreakerStateProvider> _breakers = new();

    public BridgeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        meter.CreateObservableGauge("ponte.chatwoot.connections", Cables, "{connection}", "Realtime connections to Chatwoot, by state.");
        meter.CreateObservableGauge("ponte.chatwoot.breaker_open", Breakers, "{breaker}", "1 while calls to a Chatwoot are held back because it does not answer, else 0.");
    }

    /// <summary>A realtime connection exists from now on.</summary>
    public void Watch(ActionCableConnection connection) => _cables[connection] = true;

    /// <summary>A realtime connection is no more.</summary>
    public void Forget(ActionCableConnection connection) => _cables.TryRemove(connection, out _);

    /// <summary>What the breaker of one Chatwoot is to report to.</summary>
    /// <param name="host">Scheme, host and port.</param>
    public CircuitBreakerStateProvider BreakerOf(string host) => _breakers[host] = new CircuitBreakerStateProvider();

    private IEnumerable<Measurement<int>> Cables()
    {
        var states = _cables.Keys.Select(connection => connection.State).ToList();
        return Enum.GetValues<CableState>().Select(state => new Measurement<int>(
            states.Count(current => current == state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant())));
    }

    private IEnumerable<Measurement<int>> Breakers() => _breakers.Select(breaker => new Measurement<int>(
        breaker.Value.CircuitState == CircuitState.Closed ? 0 : 1, new KeyValuePair<string, object?>("host", breaker.Key)));
}
