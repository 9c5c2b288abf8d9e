using System.Collections.Concurrent;

namespace Ponte.Gateway.Bridge;

/// <summary>When each Chatwoot last accepted something: tells one bad row from an outage.</summary>
internal sealed class HostHealth(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastSuccess = new();

    public void Succeeded(string baseUrl) => _lastSuccess[baseUrl] = time.GetUtcNow();

    public bool SucceededSince(string baseUrl, DateTimeOffset moment) => _lastSuccess.TryGetValue(baseUrl, out var last) && last >= moment;
}
