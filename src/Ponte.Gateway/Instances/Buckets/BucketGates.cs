using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Instances.Buckets;

/// <summary>
/// One gate per instance before its bucket: a few files at once, however many chats have some, and a circuit breaker, so that while a storage is down files are
/// not fetched from WhatsApp in vain. When it closes, every lane that waited goes on.
/// </summary>
internal sealed partial class BucketGates(LaneStore lanes, LaneWaker waker, Random random, TimeProvider time, ILogger<BucketGates> logger)
{
    private const int MaxConcurrent = 4;
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<DeliveryOutcome>> _gates = new();

    /// <summary>Runs an attempt when it is its turn; while the storage is down it is told to wait instead, which burns no attempt.</summary>
    public async ValueTask<DeliveryOutcome> PassAsync(string instanceId, Func<CancellationToken, ValueTask<DeliveryOutcome>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _gates.GetOrAdd(instanceId, Build).ExecuteAsync(attempt, cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            var failure = new DeliveryFailure("s3_down", "Waiting for the storage to come back.", Certain: true);
            return new DeliveryOutcome.RetryAt(failure, time.GetUtcNow() + (open.RetryAfter ?? TimeSpan.FromSeconds(1)), Counts: false);
        }
    }

    /// <summary>Begins anew: the bucket is another one.</summary>
    public void Forget(string instanceId) => _gates.TryRemove(instanceId, out _);

    private ResiliencePipeline<DeliveryOutcome> Build(string instanceId) => new ResiliencePipelineBuilder<DeliveryOutcome> { TimeProvider = time }
        .AddConcurrencyLimiter(MaxConcurrent, int.MaxValue)
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<DeliveryOutcome>
        {
            ShouldHandle = static args => ValueTask.FromResult(
                args.Outcome.Result is DeliveryOutcome.RetryAt again && again.Failure.Code.StartsWith(BucketTrouble.Prefix, StringComparison.Ordinal)),
            FailureRatio = 0.9,
            MinimumThroughput = 5,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDurationGenerator = args => ValueTask.FromResult(BreakFor(args.HalfOpenAttempts)),
            OnClosed = closed =>
            {
                _ = HurryAsync(instanceId);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    // 1 s doubling, half of it jitter.
    private TimeSpan BreakFor(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestBreak.TotalSeconds, Math.Pow(2, Math.Min(attempts, 10))) * (0.5 + (random.NextDouble() / 2)));

    private async Task HurryAsync(string instanceId)
    {
        try
        {
            waker.Wake(await lanes.HurryAsync(instanceId, Destination.S3, CancellationToken.None));
        }
        catch (Exception exception)
        {
            LogNotHurried(exception, instanceId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Files of instance {Instance} were not hurried to their storage, which is back; each goes on at its own time")]
    private partial void LogNotHurried(Exception exception, string instance);
}
