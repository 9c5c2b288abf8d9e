using Ponte.Chatwoot.Webhooks;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class WebhooksApiTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    private static readonly string[] Subscriptions = [WebhooksApi.MessageCreated, WebhooksApi.MessageUpdated];

    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_IsListedUntilDeleted(string version)
    {
        var webhooks = chatwoots.Client(version).Webhooks;

        var created = (await webhooks.CreateAsync("https://bridge.example.com/a", Subscriptions, Stop)).Value;
        var listed = (await webhooks.ListAsync(Stop)).Value.Single(webhook => webhook.Id == created.Id);
        var again = await webhooks.CreateAsync("https://bridge.example.com/a", Subscriptions, Stop);
        Assert.True((await webhooks.DeleteAsync(created.Id, Stop)).IsSuccess);

        Assert.Equal(created, listed);
        Assert.Equal(version == "4.3.0", created.Secret is null);
        Assert.Equal(ChatwootErrorKind.Invalid, again.Error!.Kind);
        Assert.DoesNotContain((await webhooks.ListAsync(Stop)).Value, webhook => webhook.Id == created.Id);
        Assert.Equal(ChatwootErrorKind.NotFound, (await webhooks.DeleteAsync(created.Id, Stop)).Error!.Kind);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Create_ByAnAgent_IsForbidden(string version)
    {
        var webhooks = chatwoots.Client(version, FakeChatwootSeed.AgentToken).Webhooks;

        Assert.Equal(ChatwootErrorKind.Forbidden, (await webhooks.CreateAsync("https://bridge.example.com/b", Subscriptions, Stop)).Error!.Kind);
    }
}
