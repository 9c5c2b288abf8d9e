using System.Globalization;
using Ponte.Gateway.Bridge.Preflight;

namespace Ponte.Gateway.Tests.Bridge.Preflight;

/// <summary>A preflight to its end: the inbox is there afterwards, and nothing else.</summary>
[Collection(typeof(PreflightServers))]
public sealed class PreflightActivationTests(PreflightWorld world)
{
    private const string Messages = "/messages$";
    private const string Contact = "/contacts/[0-9]+$";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "Chatwoot 4.15.1 answers.")]
    [InlineData(true, "Chatwoot 4.3.0 answers.")]
    public async Task Activate_AllIsWell_PassesEveryStepAndLeavesTheInboxAlone(bool old, string version)
    {
        var chatwoot = old ? world.OldChatwoot : world.Chatwoot;
        var before = await LeftAsync(chatwoot);
        var instance = await world.CreateAsync();

        var steps = await PreflightWorld.RunAsync(world.Preflight.ActivateAsync(instance, world.Request(PreflightWorld.UrlOf(chatwoot)), Token));

        Assert.Equal(PreflightCode.All, steps.Select(step => step.Code));
        Assert.All(steps, step => Assert.Equal(step.Code == "agents" ? PreflightOutcome.Warning : PreflightOutcome.Passed, step.Outcome));
        Assert.Equal(version, Sentence(steps[1]));
        Assert.Equal("So far only administrators see the inbox Front desk.", Sentence(steps[6]));
        Assert.Matches("^A test note went into the inbox and was heard back after [0-9]+ ms. Nothing of it is left.$", Sentence(steps[8]));
        Assert.Contains(await chatwoot.Fake.InboxesAsync(Token), inbox => inbox.Name == "Front desk");
        await Eventually.GetAsync(() => LeftAsync(chatwoot), left => left == before);
    }

    [Fact]
    public async Task Activate_EachStep_IsToldWhenItBeginsAndWhenItEnds()
    {
        var told = new List<string>();
        await foreach (var step in world.Preflight.ActivateAsync(await world.CreateAsync(), world.Request(token: "NotTheTokenNotTheToken12"), Token))
        {
            told.Add(step.ToString());
        }

        Assert.Equal(
            [
                "reachable Running: running", "reachable Passed: reachable", "chatwoot Running: running", "chatwoot Passed: chatwoot_public_only", "token Running: running",
                "token Failed: token_unknown", "account Skipped: skipped", "role Skipped: skipped", "inbox Skipped: skipped", "agents Skipped: skipped", "realtime Skipped: skipped",
                "round_trip Skipped: skipped",
            ],
            told);
    }

    [Fact]
    public async Task Activate_InboxRefused_SaysSoAndLeavesNothing()
    {
        var before = await LeftAsync(world.Chatwoot);
        var instance = await world.CreateAsync();
        var fault = new FakeFault("status", "POST", "/accounts/2/inboxes$", 422, """{"message":"Name is too long","attributes":["name"]}""");

        var steps = await world.WithFaultAsync(fault, () => PreflightWorld.RunAsync(world.Preflight.ActivateAsync(instance, world.Request(), Token)));

        Assert.Equal(PreflightOutcome.Failed, steps[5].Outcome);
        Assert.Equal(
            "The inbox could not be set up. Chatwoot rejected the request as invalid - verify inboxName and the inbox settings. Detail: HTTP 422: Name is too long",
            Sentence(steps[5]));
        Assert.All(steps.Skip(6), step => Assert.Equal(PreflightOutcome.Skipped, step.Outcome));
        Assert.Equal(before, await LeftAsync(world.Chatwoot));
    }

    [Fact]
    public async Task RoundTrip_NoteRefused_SaysSoAndLeavesNothing()
    {
        var integration = await world.ActivateAsync();
        var before = await LeftAsync(world.Chatwoot);

        var steps = await world.WithFaultAsync(
            new FakeFault("status", "POST", Messages, 500), () => PreflightWorld.RunAsync(world.Preflight.CheckAsync(integration, withRoundTrip: true, Token)));

        Assert.Equal("Chatwoot did not take the test note (HTTP 500: empty answer).", Sentence(steps[^1]));
        await Eventually.GetAsync(() => LeftAsync(world.Chatwoot), left => left == before);
    }

    [Fact]
    public async Task RoundTrip_AnswerToTheContactLost_LeavesNothing()
    {
        var integration = await world.ActivateAsync();
        var before = await LeftAsync(world.Chatwoot);

        var steps = await world.WithFaultAsync(
            new FakeFault("lose_answer", "POST", "/contacts$"), () => PreflightWorld.RunAsync(world.Preflight.CheckAsync(integration, withRoundTrip: true, Token)));

        Assert.Equal(PreflightOutcome.Failed, steps[^1].Outcome);
        await Eventually.GetAsync(() => LeftAsync(world.Chatwoot), left => left == before);
    }

    [Fact]
    public async Task RoundTrip_EventsLost_SaysSoAndLeavesNothing()
    {
        var integration = await world.ActivateAsync();
        var before = await LeftAsync(world.Chatwoot);
        await world.Chatwoot.Fake.CableAsync("mute_events", Token);

        var steps = await PreflightWorld.RunAsync(world.Preflight.CheckAsync(integration, withRoundTrip: true, Token));
        await world.Chatwoot.Fake.CableAsync("unmute_events", Token);

        Assert.Equal("Chatwoot took the test note, and did not tell it within 10 s on the realtime connection.", Sentence(steps[^1]));
        await Eventually.GetAsync(() => LeftAsync(world.Chatwoot), left => left == before);
    }

    [Fact]
    public async Task RoundTrip_ContactCannotBeRemoved_NamesIt()
    {
        var integration = await world.ActivateAsync();

        var steps = await world.WithFaultAsync(
            new FakeFault("status", "DELETE", Contact, 500), () => PreflightWorld.RunAsync(world.Preflight.CheckAsync(integration, withRoundTrip: true, Token)));

        Assert.Equal(PreflightOutcome.Warning, steps[^1].Outcome);
        Assert.Matches("^Delete the contact ponte-test-[0-9a-f]{16} in Chatwoot under Contacts.$", PreflightTexts.Remedy(steps[^1], CultureInfo.InvariantCulture)!);
    }

    private static string Sentence(PreflightStep step) => PreflightTexts.Sentence(step, CultureInfo.InvariantCulture);

    // What a test note may leave anywhere: contacts, conversations, rows.
    private async Task<(int Contacts, int Conversations, long Rows)> LeftAsync(FakeChatwootProcess chatwoot) => (
        (await chatwoot.Fake.ContactsAsync(Token)).Count, (await chatwoot.Fake.ConversationsAsync(Token)).Count, await world.DeliveriesAsync());
}
