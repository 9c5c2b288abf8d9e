using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>A Chatwoot is back: every lane that waited for it goes on at once, in parallel.</summary>
internal sealed partial class HostRecovery(IntegrationStore integrations, LaneStore lanes, LaneWaker waker, ILogger<HostRecovery> logger)
{
    public async Task RecoveredAsync(Uri? request)
    {
        try
        {
            foreach (var integration in await integrations.ListAsync(IntegrationState.Active, CancellationToken.None))
            {
                if (request is not null && new Uri(integration.BaseUrl).GetLeftPart(UriPartial.Authority) == request.GetLeftPart(UriPartial.Authority))
                {
                    waker.Wake(await lanes.HurryAsync(integration.InstanceId, Destination.Chatwoot, CancellationToken.None));
                    waker.Wake(await lanes.HurryAsync(integration.InstanceId, Destination.ChatwootMedia, CancellationToken.None));
                }
            }
        }
        catch (Exception exception)
        {
            LogNotHurried(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lanes of a recovered Chatwoot were not hurried; each goes on at its own time")]
    private partial void LogNotHurried(Exception exception);
}
