namespace Ponte.SystemTests.WhatsApp;

/// <summary>The engine or the gateway ends, in order or not, and the link is still there.</summary>
public sealed class RestartTests(LinkedServers servers) : IClassFixture<LinkedServers>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_StoppedAndStarted_BringsTheLinkBackByItself()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "before");
        await shop.IncomingAsync(1);
        var engines = EngineProcesses.Of(servers.Gateway.ProcessId);

        Assert.Equal(0, await servers.Gateway.StopAsync());
        Assert.DoesNotContain(engines, EngineProcesses.IsRunning);
        await shop.CustomerWritesAsync(customer, "meanwhile");
        await servers.Gateway.RestartAsync(cancellationToken: Token);

        var arrived = await shop.IncomingAsync(2);
        Assert.Equal(["before", "meanwhile"], arrived.Select(message => message.Content));
    }

    [Fact]
    public async Task Gateway_Killed_LeavesNoEngineBehind()
    {
        await servers.ActivateAsync();
        var engines = EngineProcesses.Of(servers.Gateway.ProcessId);
        Assert.Single(engines);

        await servers.Gateway.KillAsync();

        await Eventually.HoldsAsync(() => !engines.Any(EngineProcesses.IsRunning));
        await servers.Gateway.RestartAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task LoggedOut_WhileTheGatewayIsDown_IsSeenAtItsStart()
    {
        var shop = await servers.ActivateAsync();
        await servers.Gateway.StopAsync();
        await servers.WhatsApp.ConnectionAsync(shop.Number, "logout", Token);

        await servers.Gateway.RestartAsync(cancellationToken: Token);
        await shop.HasStateAsync("loggedout");
        await servers.Gateway.RestartAsync(cancellationToken: Token);

        await shop.HasCauseAsync("logged_out");
    }

    [Fact]
    public async Task Retry_AskedForAfterARestart_IsAnsweredFromTheStore()
    {
        var shop = await servers.ActivateAsync();
        var customer = await servers.AddCustomerAsync();
        await shop.CustomerWritesAsync(customer, "hello");
        var hello = Assert.Single(await shop.IncomingAsync(1));
        await shop.ReplyAsync(hello.ConversationId, "answer");
        var sent = Assert.Single(await shop.CustomerHasAsync(customer, 1));

        await servers.Gateway.StopAsync();
        await servers.Gateway.RestartAsync(cancellationToken: Token);
        await shop.HasStateAsync("connected");
        await servers.WhatsApp.AskRetryAsync(customer, sent.Id, Token);

        var again = await Eventually.GetAsync(() => servers.WhatsApp.MessagesAsync(customer, Token), messages => messages[0].Retried == 1);
        Assert.Equal("answer", Assert.Single(again).Text);
    }
}
