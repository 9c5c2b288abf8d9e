namespace Ponte.Gateway.Deliveries;

/// <summary>Keeps the tables from growing for ever: removes what is old shortly after the start and then every hour, in small steps between which messages get by.</summary>
internal sealed partial class Retention(RetentionStore store, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Removes everything that is due now.</summary>
    /// <returns>How many deliveries, and how many links, early receipts and messages, went.</returns>
    public async Task<(long Deliveries, long Others)> RunAsync(CancellationToken cancellationToken)
    {
        var (deliveries, others) = (0L, 0L);
        long? next = 0;
        while (next is { } after)
        {
            var began = time.GetTimestamp();
            (next, var removed) = await store.RemoveDeliveriesAsync(after, cancellationToken);
            deliveries += removed;
            await PauseAsync(began, cancellationToken);
        }

        for (var more = true; more;)
        {
            var began = time.GetTimestamp();
            (var removed, more) = await store.RemoveOthersAsync(cancellationToken);
            others += removed;
            await PauseAsync(began, cancellationToken);
        }

        return (deliveries, others);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var began = time.GetTimestamp();
                var (deliveries, others) = await RunAsync(stoppingToken);
                LogRan(deliveries, others, (long)time.GetElapsedTime(began).TotalMilliseconds);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // As long as the step took: at most half of the time is retention's.
    private Task PauseAsync(long began, CancellationToken cancellationToken) => Task.Delay(time.GetElapsedTime(began), time, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Retention removed {Deliveries} deliveries and {Others} links, receipts and messages in {Milliseconds} ms")]
    private partial void LogRan(long deliveries, long others, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "Retention could not remove what is old; it tries again in an hour")]
    private partial void LogFailed(Exception exception);
}
