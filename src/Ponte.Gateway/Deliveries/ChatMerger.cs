using Ponte.Gateway.Chats;

namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Carries out merges: waits until no lane of both chats has a row in flight, then moves the younger chat's rows. The request is durable and keeps the
/// lanes from starting another row, so a kill at any point leaves a merge that the next start finds. Each merge waits for its own lanes only.
/// </summary>
internal sealed partial class ChatMerger(ChatMergeStore store, MergeSignal signal, LaneWaker waker, IGrainFactory grains, TimeProvider time, ILogger<ChatMerger> logger)
    : BackgroundService
{
    // Another node may have stored a merge, or this one may have failed to carry one out.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ChatMerge, Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await StartPendingAsync(stoppingToken);
                await PauseAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_running.Values);
        }
    }

    private async Task StartPendingAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var ended in _running.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
            {
                _running.Remove(ended);
            }

            foreach (var merge in (await store.PendingAsync(stopping)).Where(pending => !_running.ContainsKey(pending)))
            {
                _running[merge] = Task.Run(() => MergeAsync(merge, stopping), CancellationToken.None);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogLookFailed(exception);
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Period, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    private async Task MergeAsync(ChatMerge merge, CancellationToken stopping)
    {
        try
        {
            var lanes = await store.LanesAsync(merge, stopping);
            var inHand = await Task.WhenAll(lanes.Select(SettleAsync)).WaitAsync(stopping);
            FaultPoint.Pass(FaultPoint.MergeSettled);
            await store.MoveAsync(merge, inHand, stopping);
            FaultPoint.Pass(FaultPoint.ChatMerged);
            LogMerged(merge.YoungerId, merge.OlderId, merge.InstanceId);
            waker.Wake(await store.LanesAsync(merge, stopping));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogMergeWaits(exception, merge.YoungerId, merge.OlderId, merge.InstanceId);
        }
        catch (Exception)
        {
            // Stopping; the next start goes on.
        }
    }

    private async Task<long> SettleAsync(LaneKey lane)
    {
        var grain = grains.GetGrain<ILaneGrain>(lane.ToString());
        await grain.Halt();
        return await grain.SettleAsync();
    }

    [LoggerMessage(LogLevel.Information, "Chat {Younger} of instance {Instance} was the same person's as chat {Older} and was merged into it")]
    private partial void LogMerged(long younger, long older, string instance);

    [LoggerMessage(LogLevel.Warning, "The merge of chat {Younger} into {Older} of instance {Instance} has to wait; it is tried again")]
    private partial void LogMergeWaits(Exception exception, long younger, long older, string instance);

    [LoggerMessage(LogLevel.Warning, "The look for chats to merge failed; the next one follows")]
    private partial void LogLookFailed(Exception exception);
}
