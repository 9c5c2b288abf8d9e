using Ponte.Chatwoot;
using Ponte.Chatwoot.Realtime;
using Ponte.Gateway.Bridge.Realtime;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>The steps that look at an inbox and at what is heard of it.</summary>
internal sealed class InboxSteps(CableInvoker invoker, TimeProvider time, ILogger<InboxSteps> logger)
{
    private const int MostNames = 10;

    /// <summary>Whether the inbox of an integration is still there.</summary>
    public static async Task<PreflightStep> FindAsync(ChatwootClient client, Integration integration, CancellationToken cancellationToken)
    {
        var inbox = await client.Inboxes.GetAsync(integration.InboxId, cancellationToken);
        return inbox.Error?.Kind switch
        {
            null => PreflightStep.Passed(PreflightCode.Inbox, "inbox", inbox.Value.Name ?? integration.InboxName),
            ChatwootErrorKind.NotFound => Failed("inbox_gone", integration, inbox.Error),
            ChatwootErrorKind.Forbidden => Failed("inbox_hidden", integration, inbox.Error),
            _ => PreflightErrors.Step(PreflightCode.Inbox, integration.BaseUrl, inbox.Error),
        };
    }

    /// <summary>Who sees the inbox. Nobody, and nobody but the token's user, are warnings: it works, and a person has to add somebody.</summary>
    public static async Task<PreflightStep> AgentsAsync(ChatwootClient client, Integration integration, CancellationToken cancellationToken)
    {
        var members = await client.Inboxes.ListMembersAsync(integration.InboxId, cancellationToken);
        if (!members.IsSuccess)
        {
            return PreflightStep.Warning(PreflightCode.Agents, "agents_unknown", members.Error.Detail) with { Error = members.Error };
        }

        if (members.Value.FirstOrDefault(agent => agent.Id == integration.UserId) is { } self)
        {
            return PreflightStep.Warning(PreflightCode.Agents, "agents_self", self.Name ?? self.ToString(), integration.InboxName);
        }

        var names = string.Join(", ", members.Value.Take(MostNames).Select(agent => agent.Name ?? agent.ToString()));
        return members.Value.Count == 0
            ? PreflightStep.Warning(PreflightCode.Agents, "agents_none", integration.InboxName)
            : PreflightStep.Passed(PreflightCode.Agents, "agents", members.Value.Count > MostNames ? names + ", ..." : names);
    }

    /// <summary>Whether a realtime subscription is confirmed, on a connection of its own.</summary>
    public async Task<PreflightStep> RealtimeAsync(ChatwootClient client, CancellationToken cancellationToken)
    {
        var options = new CableOptions { BaseUrl = client.Endpoint.BaseUrl };
        var error = await CableProbe.ConfirmAsync(
            options, token => SubscriptionAsync(client, token), time, logger, invoker.Value, cancellationToken: cancellationToken);
        return error is null
            ? PreflightStep.Passed(PreflightCode.Realtime, "realtime")
            : PreflightStep.Failed(PreflightCode.Realtime, "realtime_unconfirmed", error.Detail) with { Error = error };
    }

    /// <summary>What a connection of its own subscribes to.</summary>
    public static async Task<ChatwootResult<RoomSubscription>> SubscriptionAsync(ChatwootClient client, CancellationToken cancellationToken)
    {
        var profile = await client.Profile.GetAsync(cancellationToken);
        return profile.IsSuccess
            ? RoomSubscription.FromProfile(profile.Value, client.Endpoint.AccountId)
            : ChatwootResult.Failure<RoomSubscription>(profile.Error);
    }

    private static PreflightStep Failed(string finding, Integration integration, ChatwootError error) =>
        PreflightStep.Failed(PreflightCode.Inbox, finding, integration.InboxName, error.Detail) with { Error = error };
}
