using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>What a preflight of an active integration says of its <c>last_error</c>.</summary>
internal sealed class PreflightVerdict(IntegrationHealth health)
{
    /// <summary>Records what the steps proved and what they refuted; trouble on the way to Chatwoot proves nothing.</summary>
    public async Task ReportAsync(Integration integration, IReadOnlyList<PreflightStep> steps, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case { Code: PreflightCode.Token, Error.Kind: ChatwootErrorKind.InvalidToken or ChatwootErrorKind.Forbidden }:
                case { Code: PreflightCode.Inbox, Error: not null }:
                    await health.ReportInboxAsync(integration, step.Error, cancellationToken);
                    break;
                case { Code: PreflightCode.Account, Error: { Kind: ChatwootErrorKind.Forbidden or ChatwootErrorKind.NotFound } error }:
                    await health.ReportInboxAsync(integration, error with { Kind = ChatwootErrorKind.Forbidden }, cancellationToken);
                    break;
                case { Code: PreflightCode.Inbox, Outcome: PreflightOutcome.Passed }:
                    await health.ReportInboxAsync(integration, null, cancellationToken);
                    break;
            }
        }

        // Last: it is told only where there is nothing worse.
        if (steps.FirstOrDefault(step => step is { Code: PreflightCode.Role, Outcome: PreflightOutcome.Passed or PreflightOutcome.Warning }) is { } role)
        {
            await health.ReportRoleAsync(integration, role.Outcome == PreflightOutcome.Passed ? null : role.Arguments[1], cancellationToken);
        }
    }
}
