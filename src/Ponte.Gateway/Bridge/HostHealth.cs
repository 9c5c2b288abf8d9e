using System.Collections.Concurrent;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>When each Chatwoot last accepted something: tells one bad row from an outage.</summary>
internal sealed class HostHealth(TimeProvider time)
{
    private const int LoneErrors = 8;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastSuccess = new();

    public void Succeeded(string baseUrl) => _lastSuccess[baseUrl] = time.GetUtcNow();

    /// <summary>
    /// Whether trouble is a row's own: it has met it again and again while others passed, so it is no outage (design §7.5).
    /// </summary>
    /// <param name="baseUrl">The Chatwoot.</param>
    /// <param name="attempts">The row's attempts before this one.</param>
    public bool IsAlone(string baseUrl, int attempts) => attempts + 1 >= LoneErrors && SucceededSince(baseUrl, time.GetUtcNow() - RetrySchedule.Longest);

    public bool SucceededSince(string baseUrl, DateTimeOffset moment) => _lastSuccess.TryGetValue(baseUrl, out var last) && last >= moment;
}
