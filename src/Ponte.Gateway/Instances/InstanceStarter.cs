namespace Ponte.Gateway.Instances;

/// <summary>Opens every instance's session once the silo is up, and looks again every minute: a grain that was lost with its node starts on another.</summary>
internal sealed partial class InstanceStarter(InstanceStore instances, IGrainFactory grains, TimeProvider time, ILogger<InstanceStarter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                foreach (var id in await instances.ListIdsAsync(stoppingToken))
                {
                    await grains.GetGrain<IInstanceGrain>(id).StartAsync();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogStartFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The instances could not all be started; tried again in a minute")]
    private partial void LogStartFailed(Exception exception);
}
