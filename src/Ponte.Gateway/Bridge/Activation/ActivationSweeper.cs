namespace Ponte.Gateway.Bridge.Activation;

/// <summary>Looks after activations that were killed or cut off: at start, and every minute.</summary>
internal sealed partial class ActivationSweeper(
    IntegrationStore integrations, InboxProvisioning inboxes, TimeProvider time, ILogger<ActivationSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var start = time.GetUtcNow();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                foreach (var draft in await integrations.ListAsync(IntegrationState.Activating, stoppingToken))
                {
                    // Of this process's own activations only those past their time limit are certainly over.
                    if (draft.UpdatedAt < start || time.GetUtcNow() > draft.UpdatedAt + ChatwootActivation.Limit + Period)
                    {
                        await inboxes.CleanUpAsync(draft, stoppingToken);
                    }
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogSweepFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Unfinished activations could not be looked after; tried again in a minute")]
    private partial void LogSweepFailed(Exception exception);
}
