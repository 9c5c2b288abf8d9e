using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>The preflight of each active integration. In the server, what it proves is recorded in <c>last_error</c>.</summary>
internal sealed class ChatwootCheck(
    IntegrationStore integrations, InstanceStore instances, ChatwootPreflight preflight, PreflightVerdict verdict, IOptions<BridgeOptions> options, DoctorPlace place) : IDoctorCheck
{
    // One that does not answer takes ten seconds; few enough that Chatwoot does not feel it.
    private const int AtOnce = 8;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            yield break;
        }

        foreach (var some in (await integrations.ListAsync(IntegrationState.Active, cancellationToken)).Chunk(AtOnce))
        {
            foreach (var finding in (await Task.WhenAll(some.Select(integration => LookAsync(integration, cancellationToken)))).SelectMany(findings => findings))
            {
                yield return finding;
            }
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(Integration integration, CancellationToken cancellationToken)
    {
        var area = "chatwoot:" + ((await instances.FindByIdAsync(integration.InstanceId, cancellationToken))?.Name ?? integration.InstanceId);
        var steps = new List<PreflightStep>();
        await foreach (var step in preflight.CheckAsync(integration, withRoundTrip: false, cancellationToken))
        {
            steps.Add(step);
        }

        if (place.InServer)
        {
            await verdict.ReportAsync(integration, steps, cancellationToken);
        }

        List<Finding> findings = [.. steps.Where(step => step.Outcome is PreflightOutcome.Warning or PreflightOutcome.Failed).Select(step => FindingOf(area, step))];
        if (!findings.Exists(finding => finding.Outcome == FindingOutcome.Failed))
        {
            findings.Insert(0, Finding.Ok(area, "integration", integration.InboxName, integration.BaseUrl, VersionOf(steps)));
            findings.AddRange(await RecordedAsync(integration, area, cancellationToken));
        }

        return [.. findings.Select(finding => finding with { InstanceId = integration.InstanceId })];
    }

    // What deliveries met is more than a preflight sees.
    private async Task<IEnumerable<Finding>> RecordedAsync(Integration integration, string area, CancellationToken cancellationToken) =>
        await integrations.FindAsync(integration.Id, cancellationToken) is { ErrorCode: not ("" or IntegrationError.Role) } now
            ? [Finding.Warning(area, "integration_trouble", now.LastError)]
            : [];

    private static Finding FindingOf(string area, PreflightStep step) =>
        new(area, step.Outcome == PreflightOutcome.Failed ? FindingOutcome.Failed : FindingOutcome.Warning, step.Finding, step.Arguments);

    private static string VersionOf(IEnumerable<PreflightStep> steps) =>
        steps.LastOrDefault(step => step.Code == PreflightCode.Chatwoot)?.Arguments is [var version, ..] ? version : "";
}
