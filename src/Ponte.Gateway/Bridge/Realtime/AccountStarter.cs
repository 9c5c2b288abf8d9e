using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>
/// Opens the realtime connection of every account with an active integration once the silo is up, and looks again every minute: a grain that was
/// lost with its node starts on another.
/// </summary>
internal sealed partial class AccountStarter(
    IntegrationStore integrations, IOptions<BridgeOptions> options, IGrainFactory grains, TimeProvider time, ILogger<AccountStarter> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var active = await integrations.ListAsync(IntegrationState.Active, stoppingToken);
                foreach (var account in active.Select(integration => integration.AccountKey).Distinct())
                {
                    await grains.GetGrain<IChatwootAccountGrain>(account).StartAsync();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogStartFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "A realtime connection could not be started; tried again in a minute")]
    private partial void LogStartFailed(Exception exception);
}
