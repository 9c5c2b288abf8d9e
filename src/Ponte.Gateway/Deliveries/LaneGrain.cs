using Ponte.Gateway.Telemetry;

namespace Ponte.Gateway.Deliveries;

/// <inheritdoc cref="ILaneGrain"/>
internal sealed partial class LaneGrain(
    DeliveryQueue queue,
    DeliveryTargets targets,
    ChatMergeStore merges,
    ProcessStart start,
    StopSignal stop,
    RetrySchedule schedule,
    DeliveryMetrics metrics,
    TimeProvider time,
    ILogger<LaneGrain> logger) : Grain, ILaneGrain
{
    private const int Slice = 32;

    // After an exception, which is a bug or a lost database: long enough not to burn the processor.
    private static readonly TimeSpan AfterException = TimeSpan.FromSeconds(5);

    // A one-way message may be dropped; asking twice is harmless, since drains are turns and take turns.
    private static readonly TimeSpan DrainLost = TimeSpan.FromMinutes(1);

    private LaneKey _lane;
    private bool _workArrived;
    private bool _running;
    private bool _halted;
    private DateTimeOffset _drainAskedAt = DateTimeOffset.MinValue;
    private bool _headSeen;

    // The row whose outcome is not on disk. It stays in hand when the attempt, or storing what became of it, ended in an exception.
    private long _inHand;
    private DateTimeOffset _brokenOffAt;
    private IGrainTimer? _due;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _lane = LaneKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        _workArrived = true;
        return _running || time.GetUtcNow() - _drainAskedAt < DrainLost ? Task.CompletedTask : AskForDrain();
    }

    public async Task Drain()
    {
        _running = true;
        _halted = false;
        _workArrived = false;
        var more = false;
        try
        {
            more = await DrainSliceAsync();
        }
        catch (OperationCanceledException) when (stop.GivenUp.IsCancellationRequested)
        {
            // The next start looks for what may have arrived.
        }
        catch (Exception exception)
        {
            LogDrainFailed(exception, _lane);
            _brokenOffAt = time.GetUtcNow();
            DelayDeactivation(DrainLost);
            WakeAt(_brokenOffAt + AfterException);
        }

        _running = false;
        _drainAskedAt = DateTimeOffset.MinValue;
        if ((more || _workArrived) && !stop.IsStopping)
        {
            await AskForDrain();
        }
    }

    public Task Halt()
    {
        _halted = true;
        return Task.CompletedTask;
    }

    public Task<long> SettleAsync() => Task.FromResult(_inHand);

    private Task AskForDrain()
    {
        _drainAskedAt = time.GetUtcNow();
        return this.AsReference<ILaneGrain>().Drain();
    }

    private async Task<bool> DrainSliceAsync()
    {
        var rows = await queue.ReadLaneAsync(_lane, Slice, CancellationToken.None);
        foreach (var row in rows)
        {
            if (stop.IsStopping)
            {
                return false;
            }

            if (row.NextAttemptAt > time.GetUtcNow())
            {
                WakeAt(row.NextAttemptAt);
                return false;
            }

            if (!await AttemptAsync(row))
            {
                return false;
            }

            if (_halted)
            {
                return true;
            }
        }

        if (rows.Count == 0)
        {
            await merges.FollowAsync(_lane, CancellationToken.None);
        }

        return rows.Count == Slice;
    }

    private async Task<bool> AttemptAsync(Delivery row)
    {
        // Only the head of a lane can have been in flight when an earlier process was killed.
        var headFromBefore = !_headSeen && row.Id <= start.LastDeliveryBefore;
        var brokenOff = row.Id == _inHand;
        var settledAt = (brokenOff ? _brokenOffAt : start.At) + ProcessStart.LongestForeignRequest;
        var attempt = new DeliveryAttempt(row, headFromBefore || brokenOff || !row.Certain, settledAt);
        _inHand = row.Id;
        FaultPoint.Pass(FaultPoint.RowTaken);
        using var watch = AttemptWatch.Begin(row, metrics, time, logger);
        var outcome = await targets.For(_lane.Destination).DeliverAsync(attempt, stop.GivenUp).WaitAsync(stop.GivenUp);
        watch.Answered(outcome);
        _headSeen = true;
        var goesOn = await StoreAsync(row, outcome);
        watch.Stored();
        _inHand = 0;
        return goesOn;
    }

    private async Task<bool> StoreAsync(Delivery row, DeliveryOutcome outcome)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Delivered delivered:
                LogDelivered(row.Id, _lane);
                await queue.CompleteAsync(row, delivered, CancellationToken.None);
                return true;
            case DeliveryOutcome.Ignored ignored:
                LogIgnored(row.Id, _lane, ignored.Reason);
                await queue.CompleteAsync(row, ignored, CancellationToken.None);
                return true;
            case DeliveryOutcome.Failed failed:
                LogFailed(row.Id, _lane, failed.Failure.Code);
                await queue.FailAsync(row, failed.Failure, failed.FollowUps, CancellationToken.None);
                return true;
            case DeliveryOutcome.RetryAt retry:
                await PostponeAsync(row, retry);
                return false;
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}");
        }
    }

    private async Task PostponeAsync(Delivery row, DeliveryOutcome.RetryAt retry)
    {
        var attempts = row.Attempts + (retry.Counts ? 1 : 0);
        var scheduled = schedule.Next(attempts);
        var until = retry.NotBefore is { } notBefore && (!retry.Counts || notBefore > scheduled) ? notBefore : scheduled;

        // Waiting without an attempt must not forget that an earlier attempt may have arrived.
        var failure = retry.Failure with { Certain = retry.Failure.Certain && (retry.Counts || row.Certain) };
        LogWaiting(row.Id, _lane, failure.Code, attempts, until);
        await queue.PostponeAsync(row, failure, attempts, until, CancellationToken.None);
        WakeAt(until);
    }

    // The timer does not keep the activation alive; when it is collected, the sweeper finds the due row.
    private void WakeAt(DateTimeOffset due)
    {
        _due?.Dispose();
        var delay = due - time.GetUtcNow();
        _due = this.RegisterGrainTimer(
            static (lane, _) => lane.Wake(),
            this,
            new GrainTimerCreationOptions(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
