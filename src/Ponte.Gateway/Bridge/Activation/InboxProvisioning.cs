using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Inboxes;

namespace Ponte.Gateway.Bridge.Activation;

/// <summary>
/// Creates and removes inboxes. Each carries the id of its integration's row, so that an inbox whose creation got no answer is found again: it is
/// adopted or removed, never made twice (http-contract §9, half-way failures).
/// </summary>
internal sealed partial class InboxProvisioning(
    IntegrationStore integrations, ChatwootClients clients, IOptions<BridgeOptions> options, TimeProvider time, ILogger<InboxProvisioning> logger)
{
    /// <summary>The key in <c>channel.additional_attributes</c>.</summary>
    public const string Marker = "ponte_integration";

    // Chatwoot lets a request run for 15 s; until then an unanswered creation may still happen.
    private static readonly TimeSpan CutOffRequest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Creates the inbox of an integration, or finds the one that an unanswered creation made.</summary>
    public async Task<ChatwootResult<Inbox>> CreateAsync(ChatwootClient client, Integration integration, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var wanted = new NewApiInbox(integration.InboxName) { AdditionalAttributes = new JsonObject { [Marker] = integration.Id } };
        var created = await client.Inboxes.CreateApiInboxAsync(wanted, cancellationToken);
        if (created is { IsSuccess: false, Error.Fate: not RequestFate.NotExecuted })
        {
            var found = await WaitForAsync(client, integration, created.Error.Fate, began + CutOffRequest, cancellationToken);
            if (found is null)
            {
                return created;
            }

            created = ChatwootResult.Success(found);
        }

        if (created.IsSuccess && options.Value.AddAgents)
        {
            await AddAgentsAsync(client, created.Value, cancellationToken);
        }

        return created;
    }

    /// <summary>An activation failed before its inbox was known. When the inbox may exist, the row stays and the sweep looks for it.</summary>
    public async Task AbandonAsync(Integration draft, ChatwootError error)
    {
        if (error.Fate == RequestFate.NotExecuted)
        {
            await integrations.DeleteAsync(draft.Id, CancellationToken.None);
        }
    }

    /// <summary>Removes the inbox of a failed activation where Chatwoot lets us, then the row; the row stays for the sweep where it does not.</summary>
    public async Task RemoveAsync(ChatwootClient client, Integration integration)
    {
        var removed = await client.Inboxes.DeleteAsync(integration.InboxId, CancellationToken.None);
        if (removed.IsSuccess || removed.Error.Kind is ChatwootErrorKind.NotFound or ChatwootErrorKind.Forbidden or ChatwootErrorKind.InvalidToken)
        {
            await integrations.DeleteAsync(integration.Id, CancellationToken.None);
        }
        else
        {
            LogInboxLeft(integration.Id, removed.Error.Kind);
        }
    }

    /// <summary>Finishes what a killed or cut-off activation left: the inbox goes, then the row. False when Chatwoot could not be asked.</summary>
    public async Task<bool> CleanUpAsync(Integration draft, CancellationToken cancellationToken)
    {
        var client = clients.ForPeople(clients.Endpoint(draft));
        var listed = await client.Inboxes.ListAsync(cancellationToken);
        if (!listed.IsSuccess && listed.Error.Kind is not (ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden or ChatwootErrorKind.NotFound))
        {
            return false;
        }

        if (listed.IsSuccess && Marked(listed.Value, draft) is { } inbox)
        {
            await RemoveAsync(client, draft with { InboxId = inbox.Id });
        }
        else if (time.GetUtcNow() > draft.CreatedAt + ChatwootActivation.Limit + CutOffRequest)
        {
            await integrations.DeleteAsync(draft.Id, cancellationToken);
        }

        return true;
    }

    private async Task<Inbox?> WaitForAsync(
        ChatwootClient client, Integration integration, RequestFate fate, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = fate == RequestFate.Unknown || time.GetUtcNow() >= settled;
            var listed = await client.Inboxes.ListAsync(cancellationToken);
            if (listed.IsSuccess && Marked(listed.Value, integration) is { } inbox)
            {
                return inbox;
            }

            if (last || !listed.IsSuccess)
            {
                return null;
            }

            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private static Inbox? Marked(IReadOnlyList<Inbox> all, Integration integration) =>
        all.FirstOrDefault(inbox => inbox.Attribute(Marker) == integration.Id);

    // Agents that could not be added can be added in Chatwoot; the activation does not fail for them.
    private async Task AddAgentsAsync(ChatwootClient client, Inbox inbox, CancellationToken cancellationToken)
    {
        var agents = await client.Inboxes.ListAgentsAsync(cancellationToken);
        var added = agents.IsSuccess
            ? await client.Inboxes.AddMembersAsync(inbox.Id, [.. agents.Value.Select(agent => agent.Id)], cancellationToken)
            : agents;
        if (!added.IsSuccess)
        {
            LogAgentsNotAdded(inbox.Id, added.Error.Kind);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The inbox of the failed activation {Integration} could not be removed yet: {Kind}")]
    private partial void LogInboxLeft(string integration, ChatwootErrorKind kind);

    [LoggerMessage(LogLevel.Warning, "The agents could not be added to inbox {Inbox}: {Kind}")]
    private partial void LogAgentsNotAdded(long inbox, ChatwootErrorKind kind);
}
