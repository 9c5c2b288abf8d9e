using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>Activations cut off half-way: never two inboxes, never an orphan (http-contract §9).</summary>
[Collection(typeof(RefusalServers))]
public sealed class HalfWayTests(Servers servers, PostgresServer postgres)
{
    private const string Inboxes = "/accounts/2/inboxes$";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_InboxCreatedButTheAnswerLost_AdoptsIt()
    {
        var instance = await servers.CreateAsync();
        await servers.Fake.ArmAsync(new FakeFault("lose_answer", "POST", Inboxes, Times: 1), Token);

        await instance.ActivateAsync();

        Assert.Equal(instance.InboxId, Assert.Single(await OfAsync(instance)).Id);
        await instance.OpenChatAsync(servers.NextNumber());
    }

    [Fact]
    public async Task Set_InboxCreatedSecondsAfterTheCut_AdoptsIt()
    {
        var instance = await servers.CreateAsync();
        await servers.Fake.ArmAsync(new FakeFault("store_later", "POST", Inboxes, Milliseconds: 3000, Times: 1), Token);

        await instance.ActivateAsync();

        Assert.Equal(instance.InboxId, Assert.Single(await OfAsync(instance)).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Set_KilledAfterTheInboxWasCreated_RemovesItAtTheNextStart(bool onPostgres)
    {
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null, activate: false);
        var fault = await world.Fake.ArmAsync(new FakeFault("hold_answer", "POST", Inboxes), Token);
        var cut = world.Gateway.Http.ActivateChatwootAsync(BridgeWorld.Instance, world.Chatwoot.BaseUrl, cancellationToken: Token);
        await Eventually.GetAsync(() => world.Fake.FaultsAsync(Token), faults => faults.Single().Waiting == 1);
        Assert.Equal(404, (await world.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/chatwoot/list/{BridgeWorld.Instance}")).Status);
        await world.Gateway.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => cut);
        Assert.Single(await world.Fake.InboxesAsync(Token));
        await world.Fake.DisarmAsync(fault, Token);

        await world.Gateway.RestartAsync(cancellationToken: Token);

        await Eventually.GetAsync(() => world.Fake.InboxesAsync(Token), inboxes => inboxes.Count == 0);
        var list = await world.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/chatwoot/list/{BridgeWorld.Instance}");
        Assert.Equal(Answer.Error(404, "no chatwoot integration for this instance"), list);
        await world.Gateway.Http.ActivateChatwootAsync(BridgeWorld.Instance, world.Chatwoot.BaseUrl, cancellationToken: Token);
        Assert.Single(await world.Fake.InboxesAsync(Token));
    }

    [Fact]
    public async Task SetToAnotherAddress_KilledHalfWay_LeavesTheOldOneWorking()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.CustomerWritesAsync("5511900000001", "before");
        await world.CustomerMessagesAsync(1);
        var fault = await world.Fake.ArmAsync(new FakeFault("hold_answer", "POST", Inboxes), Token);
        var other = new Uri($"http://localhost:{world.Chatwoot.BaseUrl.Port}");
        var cut = world.Gateway.Http.ActivateChatwootAsync(BridgeWorld.Instance, other, cancellationToken: Token);
        await Eventually.GetAsync(() => world.Fake.FaultsAsync(Token), faults => faults.Single().Waiting == 1);
        await world.Gateway.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => cut);
        await world.Fake.DisarmAsync(fault, Token);

        await world.Gateway.RestartAsync(cancellationToken: Token);

        await Eventually.GetAsync(() => world.Fake.InboxesAsync(Token), inboxes => inboxes.Count == 1);
        await world.CustomerWritesAsync("5511900000001", "after");
        var arrived = await world.CustomerMessagesAsync(2);
        Assert.Equal(["before", "after"], arrived.Select(message => message.Content));
        Assert.Single(arrived.Select(message => message.ConversationId).Distinct());
    }

    private async Task<List<FakeInbox>> OfAsync(BridgedInstance instance) =>
        [.. (await servers.Fake.InboxesAsync(Token)).Where(inbox => inbox.Name == $"WhatsApp - {instance.Name}")];
}
