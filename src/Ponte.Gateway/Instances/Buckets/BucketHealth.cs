using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>How the buckets of this process fared last, for <c>GET /health</c>: no storage is asked for it.</summary>
internal sealed class BucketHealth(BucketStore buckets)
{
    private readonly ConcurrentDictionary<string, bool> _failing = new();

    /// <summary>The bucket of an instance took a file, or did not.</summary>
    public void Note(string instanceId, bool taken)
    {
        if (taken)
        {
            _failing.TryRemove(instanceId, out _);
        }
        else
        {
            _failing[instanceId] = true;
        }
    }

    /// <summary>The bucket is another one, or none.</summary>
    public void Forget(string instanceId) => _failing.TryRemove(instanceId, out _);

    /// <summary><c>ok</c>, or <c>fail:</c> and a sentence; null when no instance has a bucket, or the database does not tell.</summary>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var configured = await buckets.ListAsync(cancellationToken);
            var failing = configured.Count(_failing.ContainsKey);
            return configured.Count == 0 ? null
                : failing == 0 ? "ok"
                : string.Create(CultureInfo.InvariantCulture, $"fail: the storage of {failing} of {configured.Count} instances did not take the last file");
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            return null;
        }
    }
}
