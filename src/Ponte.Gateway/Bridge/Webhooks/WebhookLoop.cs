using System.Threading.Channels;
using Ponte.Gateway.Bridge.Realtime;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>Keeps the webhooks of an account's integrations: when it starts, when its integrations change, and every minute while one is not as it should be.</summary>
internal sealed partial class WebhookLoop(AccountIntegrations account, WebhookRegistration registration, TimeProvider time, ILogger<WebhookLoop> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _triggers = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<string> _verified = [];

    /// <summary>The integrations changed.</summary>
    public void Trigger() => _triggers.Writer.TryWrite(true);

    /// <summary>Looks after them, for ever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await TryEnsureAsync(stopping);
                await _triggers.WaitAsync(Period, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TryEnsureAsync(CancellationToken stopping)
    {
        try
        {
            await account.ReadAsync(stopping);
            foreach (var integration in account.Working)
            {
                if (await registration.EnsureAsync(integration, verify: !_verified.Contains(integration.Id), stopping))
                {
                    _verified.Add(integration.Id);
                }
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogBroke(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking after webhooks broke off; tried again in a minute")]
    private partial void LogBroke(Exception exception);
}
