using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events.Payloads;
using Ponte.Gateway.Media;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>Puts files of messages into buckets: from WhatsApp to the disk, and from there, streamed. A repetition puts the same object again.</summary>
internal sealed partial class BucketTarget(
    BucketStore buckets, BucketUpload upload, BucketGates gates, BucketHealth health, IGrainFactory grains, MediaFolder folder, IOptions<MediaOptions> options, TimeProvider time,
    ILogger<BucketTarget> logger) : IDeliveryTarget
{
    // The next file of the chat waits so long for one that WhatsApp does not give out.
    private static readonly TimeSpan FetchedFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // Since when the file of a row cannot be fetched: a storage that was down for long takes none of a row's hour.
    private readonly ConcurrentDictionary<long, DateTimeOffset> _missingSince = new();

    public string Destination => Deliveries.Destination.S3;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var (row, instanceId) = (attempt.Row, attempt.Row.Lane.InstanceId);
        try
        {
            var told = ToldEvent.FromJson(row.Lane, row.Payload);
            return await buckets.OpenAsync(instanceId, cancellationToken) is { } bucket && told is { ObjectKey: { } key, Event: MessageReceived { Content: IncomingMedia media } }
                ? await gates.PassAsync(instanceId, async stop => await BringAsync(bucket, row, key, media.File, stop), cancellationToken)
                : new DeliveryOutcome.Ignored("S3 storage is switched off.");
        }
        catch (CryptographicException exception)
        {
            LogUnreadable(exception, instanceId);
            return new DeliveryOutcome.Failed(new DeliveryFailure("s3_unreadable", "The storage's secret key cannot be opened with this encryption key. Set it anew.", Certain: true));
        }
    }

    private async Task<DeliveryOutcome> BringAsync(Bucket bucket, Delivery row, string key, MediaReference file, CancellationToken cancellationToken)
    {
        using var place = folder.Take();
        var answer = await FetchAsync(row.Lane.InstanceId, file, place.Path);
        if (answer.Outcome != FetchOutcome.Saved)
        {
            return await NotFetchedAsync(row, answer);
        }

        _missingSince.TryRemove(row.Id, out _);
        await using var content = place.OpenRead();
        var trouble = await upload.PutAsync(bucket, key, content, DeclaredType.Harmless(file.MimeType), cancellationToken);
        FaultPoint.Pass(FaultPoint.ObjectPut);
        health.Note(row.Lane.InstanceId, taken: trouble is null);
        if (trouble is null)
        {
            return new DeliveryOutcome.Delivered();
        }

        var failure = new DeliveryFailure(trouble.Code, trouble.Sentence, Certain: true);
        return trouble.IsOutage ? new DeliveryOutcome.RetryAt(failure) : new DeliveryOutcome.Failed(failure);
    }

    private async Task<FetchAnswer> FetchAsync(string instanceId, MediaReference file, string path)
    {
        try
        {
            var answer = await grains.GetGrain<IInstanceGrain>(instanceId).FetchAsync(file, path, options.Value.MaxBytes);
            return answer.Outcome == FetchOutcome.Saved && !File.Exists(path)
                ? new FetchAnswer(FetchOutcome.Failed, null, "The session runs on another node, whose files are not here.")
                : answer;
        }
        catch (TimeoutException)
        {
            return new FetchAnswer(FetchOutcome.Failed, null, "The session did not answer.");
        }
    }

    // While the number is not connected nothing was tried, and no time is lost.
    private async Task<DeliveryOutcome> NotFetchedAsync(Delivery row, FetchAnswer answer)
    {
        var failure = new DeliveryFailure(answer.Outcome == FetchOutcome.TooLarge ? "media_too_large" : "media_not_fetched", answer.Reason, Certain: true);
        var now = time.GetUtcNow();
        var waited = now - _missingSince.GetOrAdd(row.Id, now);
        var pause = TimeSpan.FromSeconds(Math.Clamp(waited.TotalSeconds / 10, 1, LongestPause.TotalSeconds));
        if (answer.Outcome == FetchOutcome.TooLarge || waited > FetchedFor)
        {
            _missingSince.TryRemove(row.Id, out _);
            return new DeliveryOutcome.Failed(failure);
        }

        if (answer.Outcome == FetchOutcome.Failed && await grains.GetGrain<IInstanceGrain>(row.Lane.InstanceId).GetStateAsync() != SessionState.Connected)
        {
            _missingSince.TryRemove(row.Id, out _);
            return new DeliveryOutcome.RetryAt(failure, now + pause, Counts: false);
        }

        return new DeliveryOutcome.RetryAt(failure, now + pause);
    }

    [LoggerMessage(LogLevel.Error, "The secret key of the storage of instance {Instance} cannot be opened with this encryption key")]
    private partial void LogUnreadable(Exception exception, string instance);
}
