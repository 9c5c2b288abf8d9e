namespace Ponte.Gateway.Instances;

/// <summary>Opens the sessions that are to be open once the silo is up, and looks again every minute: a grain that was lost with its node starts on another.</summary>
internal sealed partial class InstanceStarter(InstanceStore instances, IGrainFactory grains, TimeProvider time, ILogger<InstanceStarter> logger)
    : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var wanted = await instances.ListSessionWantedAsync(stoppingToken);
                await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, StartAsync);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogListFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // One number's trouble does not keep the others waiting.
    private async ValueTask StartAsync(string id, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IInstanceGrain>(id).StartAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogStartFailed(exception, id);
        }
    }

    [LoggerMessage(LogLevel.Error, "The instances to start could not be read; tried again in a minute")]
    private partial void LogListFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} could not be started; tried again in a minute")]
    private partial void LogStartFailed(Exception exception, string instance);
}
