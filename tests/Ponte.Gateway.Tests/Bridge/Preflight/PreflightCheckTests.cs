using System.Globalization;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Doctor;
using Ponte.Gateway.Doctor.Checks;

namespace Ponte.Gateway.Tests.Bridge.Preflight;

/// <summary>An integration that is active, and what may have become of it in Chatwoot; also what the server's own doctor makes of that.</summary>
[Collection(typeof(PreflightServers))]
public sealed class PreflightCheckTests(PreflightWorld world)
{
    private const int Administrator = 3;
    private const int Agent = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_AllIsWell_CreatesNothing()
    {
        var integration = await world.ActivateAsync();
        await world.AddMembersAsync(integration.InboxId, Agent);
        var before = await world.Chatwoot.Fake.CallCountsAsync(Token);

        var steps = await CheckAsync(integration);

        Assert.Equal(["reachable", "chatwoot", "token", "account", "role", "inbox", "agents", "realtime"], steps.Select(step => step.Code));
        Assert.All(steps, step => Assert.Equal(PreflightOutcome.Passed, step.Outcome));
        var after = await world.Chatwoot.Fake.CallCountsAsync(Token);
        Assert.All(after.Where(call => !call.Key.StartsWith("GET", StringComparison.Ordinal)), call => Assert.Equal(before.GetValueOrDefault(call.Key), call.Value));
    }

    [Fact]
    public async Task Check_TokensUserIsAMember_Warns()
    {
        var integration = await world.ActivateAsync();
        await world.AddMembersAsync(integration.InboxId, Administrator, Agent);

        var agents = (await CheckAsync(integration)).Single(step => step.Code == "agents");

        Assert.Equal(("agents_self", PreflightOutcome.Warning), (agents.Finding, agents.Outcome));
    }

    [Fact]
    public async Task Check_CableRefused_SaysSo()
    {
        var integration = await world.ActivateAsync();
        await world.Chatwoot.Fake.CableAsync("refuse", Token);

        var steps = await CheckAsync(integration);
        await world.Chatwoot.Fake.CableAsync("accept", Token);

        Assert.Equal(("realtime_unconfirmed", PreflightOutcome.Failed), (steps[^1].Finding, steps[^1].Outcome));
    }

    [Fact]
    public async Task ChatwootCheck_InboxDeleted_IsFoundAndRecorded()
    {
        var integration = await world.ActivateAsync();
        await world.DeleteInboxAsync(integration.InboxId);

        var findings = await LookAsync(integration);

        Assert.Equal(["inbox_gone"], findings.Select(finding => finding.Code));
        Assert.Equal("The inbox Front desk was deleted in Chatwoot. Activate Chatwoot again to create a new one.", (await world.ReadAsync(integration)).LastError);
    }

    [Fact]
    public async Task ChatwootCheck_AdministratorNoMore_IsRecordedUntilItIsOneAgain()
    {
        var integration = await world.ActivateAsync();
        await world.AddMembersAsync(integration.InboxId, Administrator);
        try
        {
            await world.Chatwoot.Fake.SetUserAsync(Administrator, new { role = "agent" }, Token);

            var findings = await LookAsync(integration);

            Assert.Contains("role_lost", findings.Select(finding => finding.Code));
            var recorded = await world.ReadAsync(integration);
            Assert.Equal(IntegrationError.Role, recorded.ErrorCode);
            Assert.StartsWith("The token's user is no administrator of account 2 any more (role agent).", recorded.LastError, StringComparison.Ordinal);
        }
        finally
        {
            await world.Chatwoot.Fake.SetUserAsync(Administrator, new { role = "administrator" }, Token);
        }

        await LookAsync(integration);
        Assert.Equal("", (await world.ReadAsync(integration)).LastError);
    }

    [Fact]
    public async Task ChatwootCheck_InboxOutOfSight_IsRecordedInsteadOfTheRole()
    {
        var integration = await world.ActivateAsync();
        try
        {
            await world.Chatwoot.Fake.SetUserAsync(Administrator, new { role = "agent" }, Token);

            var findings = await LookAsync(integration);

            Assert.Equal(["role_lost", "inbox_hidden"], findings.Select(finding => finding.Code));
            Assert.Equal(IntegrationError.Forbidden, (await world.ReadAsync(integration)).ErrorCode);
        }
        finally
        {
            await world.Chatwoot.Fake.SetUserAsync(Administrator, new { role = "administrator" }, Token);
        }

        await LookAsync(integration);
        Assert.Equal("", (await world.ReadAsync(integration)).ErrorCode);
    }

    [Fact]
    public async Task ChatwootCheck_ChatwootAway_RecordsNothing()
    {
        var integration = await world.ActivateAsync();

        var findings = await world.WithFaultAsync(new FakeFault("status", "GET", "^/api$", 503), () => LookAsync(integration));

        Assert.Equal(["chatwoot_down"], findings.Select(finding => finding.Code));
        Assert.Equal("", (await world.ReadAsync(integration)).ErrorCode);
    }

    [Fact]
    public async Task Checkup_Everything_SaysNoSecret()
    {
        await world.ActivateAsync();

        var report = await world.Get<Checkup>().RunAsync(Token);

        Assert.Same(report.Findings[^1].Code, world.Get<Checkup>().Last!.Findings[^1].Code);
        var said = string.Join('\n', report.Findings.SelectMany(finding => (string?[])
        [
            finding.ToString(), DoctorTexts.Title(finding, CultureInfo.InvariantCulture), DoctorTexts.Sentence(finding, CultureInfo.InvariantCulture),
            DoctorTexts.Remedy(finding, CultureInfo.InvariantCulture),
        ]));
        Assert.Contains("Chatwoot 4.15.1 at", said, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, said, StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-", said, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<PreflightStep>> CheckAsync(Integration integration) =>
        PreflightWorld.RunAsync(world.Preflight.CheckAsync(integration, withRoundTrip: false, Token));

    private async Task<IReadOnlyList<Finding>> LookAsync(Integration integration)
    {
        var findings = new List<Finding>();
        await foreach (var finding in world.Check<ChatwootCheck>().LookAsync(Token))
        {
            findings.Add(finding);
        }

        return
        [
            .. findings.Where(finding =>
                finding.InstanceId == integration.InstanceId && finding.Outcome != FindingOutcome.Ok && finding.Code is not ("agents_none" or "agents_self")),
        ];
    }
}
