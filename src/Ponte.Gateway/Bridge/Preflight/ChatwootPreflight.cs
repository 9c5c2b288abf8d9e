using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>
/// Looks step by step at whether a Chatwoot can be bridged. Each step is told twice: <see cref="PreflightOutcome.Running"/> when it begins, and how it ended. After a failed
/// one the others are told as skipped. No breaker holds it back (design rule 7.5).
/// </summary>
internal sealed class ChatwootPreflight(
    ChatwootClients clients, ChatwootActivation activation, InboxSteps inboxes, RoundTrip roundTrip, IOptions<PublicOptions> publicOptions)
{
    private delegate Task<PreflightStep> Look(CancellationToken cancellationToken);

    /// <summary>The first five steps, which only read: what a form can ask before anything is created.</summary>
    public IAsyncEnumerable<PreflightStep> LookAsync(ActivationRequest request, CancellationToken cancellationToken) =>
        RunAsync(Reading(Access(request)), cancellationToken);

    /// <summary>
    /// All nine steps; the sixth activates. An activation that has begun is carried to its end, whether or not anybody still listens, and stays when a later step fails.
    /// </summary>
    public IAsyncEnumerable<PreflightStep> ActivateAsync(Instance instance, ActivationRequest request, CancellationToken cancellationToken)
    {
        var access = Access(request);
        Integration? active = null;
        async Task<PreflightStep> SetAsync(CancellationToken stop)
        {
            var result = await activation.SetAsync(instance, request);
            active = result.Integration;
            return result.Error is { } error
                ? Refused(error)
                : PreflightStep.Passed(PreflightCode.Inbox, "inbox_created", active!.InboxName);
        }

        return RunAsync(
            [
                .. Reading(access),
                (PreflightCode.Inbox, SetAsync),
                (PreflightCode.Agents, stop => InboxSteps.AgentsAsync(access.Client, active!, stop)),
                (PreflightCode.Realtime, stop => inboxes.RealtimeAsync(access.Client, stop)),
                (PreflightCode.RoundTrip, stop => roundTrip.RunAsync(access.Client, active!.InboxId, stop)),
            ],
            cancellationToken);
    }

    /// <summary>The steps for an integration that is active; nothing is created, except by the round trip, which is left out unless it is asked for.</summary>
    public IAsyncEnumerable<PreflightStep> CheckAsync(Integration integration, bool withRoundTrip, CancellationToken cancellationToken)
    {
        var access = new AccessSteps(clients, clients.Endpoint(integration), publicOptions.Value.Address, isActive: true);
        return RunAsync(
            [
                .. Reading(access),
                (PreflightCode.Inbox, stop => InboxSteps.FindAsync(access.Client, integration, stop)),
                (PreflightCode.Agents, stop => InboxSteps.AgentsAsync(access.Client, integration, stop)),
                (PreflightCode.Realtime, stop => inboxes.RealtimeAsync(access.Client, stop)),
                .. withRoundTrip ? [(PreflightCode.RoundTrip, (Look)(stop => roundTrip.RunAsync(access.Client, integration.InboxId, stop)))] : Array.Empty<(string, Look)>(),
            ],
            cancellationToken);
    }

    private AccessSteps Access(ActivationRequest request) => new(
        clients, new ChatwootEndpoint(new Uri(request.BaseUrl), request.AccountId, request.ApiToken), publicOptions.Value.Address, isActive: false);

    private static (string Code, Look Look)[] Reading(AccessSteps access) =>
    [
        (PreflightCode.Reachable, access.ReachableAsync),
        (PreflightCode.Chatwoot, access.ChatwootAsync),
        (PreflightCode.Token, access.TokenAsync),
        (PreflightCode.Account, access.AccountAsync),
        (PreflightCode.Role, access.RoleAsync),
    ];

    // What an activation failed at after it had made the inbox is another step's failure: the inbox was fine, and is gone again.
    private static PreflightStep Refused(ApiError error) => PreflightStep.Failed(
        ActivationRefusal.IsRealtime(error) ? PreflightCode.Realtime : PreflightCode.Inbox,
        ActivationRefusal.IsRealtime(error) ? "realtime_unconfirmed" : "inbox_refused",
        error.Message);

    private static async IAsyncEnumerable<PreflightStep> RunAsync(
        IReadOnlyList<(string Code, Look Look)> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PreflightStep? failed = null;
        foreach (var (code, look) in steps)
        {
            if (failed is not null)
            {
                yield return failed.Code == code ? failed : PreflightStep.Skipped(code);
                continue;
            }

            yield return PreflightStep.Running(code);
            var step = await look(cancellationToken);
            failed = step.Outcome == PreflightOutcome.Failed ? step : null;
            yield return step.Code == code ? step : PreflightStep.Warning(code, "inbox_taken_back");
        }
    }
}
