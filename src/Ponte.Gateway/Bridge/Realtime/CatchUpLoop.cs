using System.Threading.Channels;
using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Runs catch-up passes: after every confirmed subscription, and every few minutes in case something was missed unnoticed.</summary>
internal sealed partial class CatchUpLoop(
    AccountIntegrations account, CatchUpPass pass, AgentPresence presence, TimeSpan period, TimeProvider time, ILogger<CatchUpLoop> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _triggers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A pass is due now. One that is under way does not count: it may have read past what was missed.</summary>
    public void Trigger() => _triggers.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await WaitAsync(period, stopping);
                for (var pause = FirstPause; !await TryRunAsync(stopping); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
                {
                    await WaitAsync(pause, stopping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken stopping)
    {
        // Triggers from before this pass are served by it.
        _triggers.Reader.TryRead(out _);
        try
        {
            await account.ReadAsync(stopping);
            foreach (var integration in account.All.Where(candidate => candidate.State == IntegrationState.Active))
            {
                if (await pass.RunAsync(integration, conversation => presence.Hear(integration, conversation), stopping) is { } error)
                {
                    LogPassFailed(integration.Id, error.Kind);

                    // What only a person can mend must not hold up the neighbours.
                    if (error.Kind is not (ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden or ChatwootErrorKind.NotFound))
                    {
                        return false;
                    }
                }
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogPassBroke(exception);
            return false;
        }

        return true;
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        using var wait = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, stopping);
        try
        {
            await _triggers.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Time for the regular pass.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Catch-up of {Integration} stopped: {Kind}")]
    private partial void LogPassFailed(string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Error, "A catch-up pass broke off; it is repeated")]
    private partial void LogPassBroke(Exception exception);
}
