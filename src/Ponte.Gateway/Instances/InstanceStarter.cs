namespace Ponte.Gateway.Instances;

/// <summary>Starts every instance's session once the silo is up.</summary>
internal sealed partial class InstanceStarter(InstanceStore instances, IGrainFactory grains, ILogger<InstanceStarter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var id in await instances.ListIdsAsync(stoppingToken))
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
    }

    [LoggerMessage(LogLevel.Error, "Instance {Instance} could not be started")]
    private partial void LogStartFailed(Exception exception, string instance);
}
