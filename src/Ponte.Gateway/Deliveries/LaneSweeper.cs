namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Wakes lanes whose row is due and whose wake-up call was lost: after a start, a collected activation, a missed message. The tables are the truth,
/// so repeating this is all the recovery there is.
/// </summary>
internal sealed partial class LaneSweeper(LaneStore store, LaneWaker lanes, ProcessStart start, TimeProvider time, ILogger<LaneSweeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        start.Take(time.GetUtcNow(), await store.NewestAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                lanes.Wake(await store.DueAsync(stoppingToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogSweepFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The sweep for due lanes failed; the next one follows")]
    private partial void LogSweepFailed(Exception exception);
}
