using System.Threading.Channels;
using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Runs reviews: after every confirmed subscription, because what happened before it was not told, and every ten minutes in case something was missed unnoticed.</summary>
internal sealed partial class ReviewLoop(AccountIntegrations account, ChangeReview review, TimeProvider time, ILogger<ReviewLoop> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    // A connection that comes and goes must not make it go round without end.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly Channel<bool> _triggers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There was a gap.</summary>
    public void Trigger() => _triggers.Writer.TryWrite(true);

    /// <summary>Reviews, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var wait = Period;
            while (true)
            {
                await _triggers.WaitAsync(wait, time, stopping);
                wait = await TryRunAsync(stopping) ? Period : Pause;
                await Task.Delay(Pause, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken stopping)
    {
        var complete = true;
        try
        {
            await account.ReadAsync(stopping);
            foreach (var integration in account.All.Where(candidate => candidate.State == IntegrationState.Active))
            {
                if (await review.RunAsync(integration, stopping) is { } error)
                {
                    LogStopped(integration.Id, error.Kind);
                    complete &= error.Kind is ChatwootErrorKind.InvalidToken;
                }
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogBroke(exception);
            return false;
        }

        return complete;
    }

    [LoggerMessage(LogLevel.Warning, "The review of {Integration} stopped: {Kind}")]
    private partial void LogStopped(string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Error, "A review broke off; it is repeated")]
    private partial void LogBroke(Exception exception);
}
