using Ponte.Chatwoot;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>Keeps an integration's <c>status</c> and <c>last_error</c> true to what its deliveries and its cable meet.</summary>
internal sealed class IntegrationHealth(IntegrationStore integrations, ChatwootClients clients, HostHealth hosts, TimeProvider time)
{
    // Chatwoot may refuse one message and take the next: that is no outage.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    // What each success refutes. A lane that posts says nothing of the cable, nor of reading.
    private static readonly string[] AccessTroubles =
        [IntegrationError.Token, IntegrationError.Forbidden, IntegrationError.InboxGone, IntegrationError.Unreachable];

    private static readonly string[] CableTroubles = [IntegrationError.Realtime, IntegrationError.Unreachable];
    private static readonly string[] ReadingTroubles = [IntegrationError.Replies];
    private static readonly string[] RoleTroubles = [IntegrationError.Role];

    /// <summary>Learns from the outcome of a delivery.</summary>
    public async Task ReportAsync(Integration integration, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Delivered:
                await integrations.HealAsync(integration, AccessTroubles, cancellationToken);
                break;
            case DeliveryOutcome.RetryAt { Failure: var failure } when CodeOf(integration, failure.Code) is { } code:
                await ReportAsync(integration, code, failure.Reason, cancellationToken);
                break;
        }
    }

    /// <summary>Learns that the cable met an error; null when it is confirmed again.</summary>
    public async Task ReportAsync(Integration integration, ChatwootError? error, CancellationToken cancellationToken)
    {
        if (error is null)
        {
            await integrations.HealAsync(integration, CableTroubles, cancellationToken);
            return;
        }

        var code = error.Kind switch
        {
            ChatwootErrorKind.InvalidToken => IntegrationError.Token,
            ChatwootErrorKind.Forbidden => IntegrationError.Forbidden,
            _ => IntegrationError.Realtime,
        };
        await integrations.ReportAsync(integration, code, CableSentence(code, error), cancellationToken);
    }

    /// <summary>Learns from a look at the inbox itself, which proves the token and the inbox, or refutes them.</summary>
    public async Task ReportInboxAsync(Integration integration, ChatwootError? error, CancellationToken cancellationToken)
    {
        switch (error?.Kind)
        {
            case null:
                await integrations.HealAsync(integration, AccessTroubles, cancellationToken);
                break;
            case ChatwootErrorKind.NotFound:
                var gone = $"The inbox {integration.InboxName} was deleted in Chatwoot. Activate Chatwoot again to create a new one.";
                await integrations.ReportAsync(integration, IntegrationError.InboxGone, gone, cancellationToken);
                break;
            case ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden:
                await ReportAsync(integration, error, cancellationToken);
                break;
        }
    }

    /// <summary>
    /// Learns whether a conversation's messages could be read; null when they could. Beside the other troubles, which all tell that agents' replies wait, this one
    /// is told only while there is none.
    /// </summary>
    public async Task ReportReadingAsync(Integration integration, ChatwootError? error, CancellationToken cancellationToken)
    {
        if (error is null)
        {
            await integrations.HealAsync(integration, ReadingTroubles, cancellationToken);
        }
        else if (error.Kind is ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden)
        {
            await ReportAsync(integration, error, cancellationToken);
        }
        else if (await integrations.FindActiveAsync(integration.InstanceId, cancellationToken) is { ErrorCode: "" or IntegrationError.Replies } active
            && active.Id == integration.Id)
        {
            var sentence = $"Chatwoot does not give agents' replies out; they wait until it does. {error.Detail}";
            await integrations.ReportAsync(active, IntegrationError.Replies, sentence, cancellationToken);
        }
    }

    /// <summary>Learns which role the token's user has; null for an administrator. Told only while there is no other trouble: messages still go both ways.</summary>
    public async Task ReportRoleAsync(Integration integration, string? role, CancellationToken cancellationToken)
    {
        if (role is null)
        {
            await integrations.HealAsync(integration, RoleTroubles, cancellationToken);
        }
        else if (await integrations.FindActiveAsync(integration.InstanceId, cancellationToken) is { ErrorCode: "" or IntegrationError.Role } active && active.Id == integration.Id)
        {
            var sentence = $"The token's user is no administrator of account {integration.AccountId} any more (role {role}). Make it one again in Chatwoot, or activate Chatwoot with an administrator's token.";
            await integrations.ReportAsync(active, IntegrationError.Role, sentence, cancellationToken);
        }
    }

    // A 404 on the way to a conversation may be the inbox; only Chatwoot can say.
    private async Task ReportAsync(Integration integration, string code, string reason, CancellationToken cancellationToken)
    {
        if (code == IntegrationError.InboxGone)
        {
            var inbox = await clients.ForLanes(integration).Inboxes.GetAsync(integration.InboxId, cancellationToken);
            await ReportInboxAsync(integration, inbox.Error, cancellationToken);
        }
        else
        {
            await integrations.ReportAsync(integration, code, reason, cancellationToken);
        }
    }

    private string? CodeOf(Integration integration, string failureCode) => failureCode switch
    {
        "chatwoot_token" => IntegrationError.Token,
        "chatwoot_forbidden" => IntegrationError.Forbidden,
        "chatwoot_not_found" => IntegrationError.InboxGone,
        "chatwoot_rate_limited" or "chatwoot_down" or "chatwoot_unreachable" or "chatwoot_not_there" or "chatwoot_address_refused" => IntegrationError.Unreachable,
        "chatwoot_server_error" when !hosts.SucceededSince(integration.BaseUrl, time.GetUtcNow() - Lately) => IntegrationError.Unreachable,
        _ => null,
    };

    private static string CableSentence(string code, ChatwootError error) => code switch
    {
        IntegrationError.Token => $"Chatwoot rejects the API token. Activate Chatwoot again with a valid one. {error.Detail}",
        IntegrationError.Forbidden => $"Chatwoot does not let the token's user in. {error.Detail}",
        _ => $"The realtime connection to Chatwoot is not confirmed; agents' replies wait until it is. {error.Detail}",
    };
}
