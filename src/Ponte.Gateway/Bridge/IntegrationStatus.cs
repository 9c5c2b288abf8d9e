using Ponte.Chatwoot;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Bridge;

/// <summary>The <c>status</c> of an integration (http-contract §9).</summary>
internal sealed class IntegrationStatus(IGrainFactory grains, ChatwootClients clients, IntegrationHealth health, IntegrationStore integrations, TimeProvider time)
{
    private static readonly TimeSpan LiveLimit = TimeSpan.FromSeconds(10);

    /// <summary><c>error</c> when a person has to act, <c>paused</c> while the number is not connected, else <c>active</c>.</summary>
    public async Task<string> OfAsync(Integration integration)
    {
        if (IntegrationError.NeedsPerson(integration.ErrorCode))
        {
            return "error";
        }

        var state = await grains.GetGrain<IInstanceGrain>(integration.InstanceId).GetStateAsync();
        return state == SessionState.Connected ? "active" : "paused";
    }

    /// <summary>Asks Chatwoot how things stand, within 10 s, and answers the row as it is after that. Trouble on the way changes nothing (http-contract 4.2).</summary>
    public async Task<Integration> RefreshAsync(Integration integration, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LiveLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var inbox = await clients.ForPeople(clients.Endpoint(integration)).Inboxes.GetAsync(integration.InboxId, either.Token);
            if (inbox.IsSuccess || inbox.Error.Kind is ChatwootErrorKind.NotFound or ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden)
            {
                await health.ReportInboxAsync(integration, inbox.Error, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What is stored has to do.
        }

        return await integrations.FindAsync(integration.Id, cancellationToken) ?? integration;
    }
}
