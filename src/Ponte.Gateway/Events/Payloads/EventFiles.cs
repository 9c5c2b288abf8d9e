using Microsoft.Extensions.Options;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Events.Payloads;

/// <summary>The bytes of files for those who want them inside events.</summary>
internal sealed class EventFiles(IGrainFactory grains, MediaFolder folder, ProcessStart start, IOptions<MediaOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The largest file that goes into an event, whatever <c>Ponte:Media:MaxMegabytes</c> allows beyond: events are held in memory.</summary>
    public const long Largest = 32 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // After a start lanes are at work before sessions are open.
    private static readonly TimeSpan UntilSessionsAreOpen = TimeSpan.FromSeconds(30);

    // Each holds its file several times over.
    private readonly SemaphoreSlim _places = new(2, 2);

    /// <summary>The file as base64; null when it is too large or cannot be had.</summary>
    public async Task<string?> ReadAsync(string instanceId, MediaReference file, CancellationToken cancellationToken)
    {
        var limit = Math.Min(Largest, options.Value.MaxBytes);
        if (file.Size > limit)
        {
            return null;
        }

        await _places.WaitAsync(cancellationToken);
        try
        {
            using var place = folder.Take();
            return await FetchAsync(instanceId, file, place.Path, limit, cancellationToken)
                ? Convert.ToBase64String(await File.ReadAllBytesAsync(place.Path, cancellationToken))
                : null;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<bool> FetchAsync(string instanceId, MediaReference file, string path, long limit, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var outcome = await FetchOnceAsync(instanceId, file, path, limit);
            if (outcome != FetchOutcome.Failed || (attempt > 0 && time.GetUtcNow() - start.At >= UntilSessionsAreOpen))
            {
                return outcome == FetchOutcome.Saved && File.Exists(path);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<FetchOutcome> FetchOnceAsync(string instanceId, MediaReference file, string path, long limit)
    {
        try
        {
            return (await grains.GetGrain<IInstanceGrain>(instanceId).FetchAsync(file, path, limit)).Outcome;
        }
        catch (TimeoutException)
        {
            return FetchOutcome.Failed;
        }
    }
}
