using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>How the numbers of this process stand, in the meter <see cref="Meter"/>.</summary>
internal sealed class SessionMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Ponte.Instances";

    private readonly ConcurrentDictionary<string, SessionState> _states = new();

    public SessionMetrics(IMeterFactory meters) => meters.Create(Meter).CreateObservableGauge(
        "ponte.whatsapp.sessions", Measure, "{session}", "Numbers whose session was opened here, by state.");

    /// <summary>How a number's session stands now.</summary>
    public void Observe(string instanceId, SessionState state) => _states[instanceId] = state;

    /// <summary>A number that is no longer this process's.</summary>
    public void Forget(string instanceId) => _states.TryRemove(instanceId, out _);

    private IEnumerable<Measurement<int>> Measure()
    {
        var states = _states.Values.ToList();
        return Enum.GetValues<SessionState>().Select(state => new Measurement<int>(
            states.Count(current => current == state), new KeyValuePair<string, object?>("state", state.ToText())));
    }
}
