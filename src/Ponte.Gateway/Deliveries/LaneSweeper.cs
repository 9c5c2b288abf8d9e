namespace Ponte.Gateway.Deliveries;

/// <summary>
/// Wakes lanes whose row is due and whose wake-up call was lost: after a start, a collected activation, a missed message. The tables are the truth,
/// so repeating this is all the recovery there is.
/// </summary>
internal sealed partial class LaneSweeper(LaneStore store, LaneWaker lanes, ProcessStart start, TimeProvider time, ILogger<LaneSweeper> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // Before anything else of the host starts: a lane that woke earlier would take the past for its own.
    public async Task StartingAsync(CancellationToken cancellationToken) =>
        start.Take(time.GetUtcNow(), await store.NewestAsync(cancellationToken));

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
