namespace Ponte.SystemTests.WhatsApp;

/// <summary>The engine or the gateway ends, in order or not, and the link is still there.</summary>
public sealed class RestartTests
{
    private const string Customer = "5511900000002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gateway_StoppedAndStarted_BringsTheLinkBackByItself()
    {
        await using var world = await LinkedWorld.StartAsync();
        await world.Shop.AddCustomerAsync(Customer);
        await world.Shop.CustomerWritesAsync(Customer, "before");
        await world.Shop.IncomingAsync(1);
        var engines = EngineProcesses.Of(world.Gateway.ProcessId);

        Assert.Equal(0, await world.Gateway.StopAsync());
        Assert.DoesNotContain(engines, EngineProcesses.IsRunning);
        await world.Shop.CustomerWritesAsync(Customer, "meanwhile");
        await world.Gateway.RestartAsync(cancellationToken: Token);

        var arrived = await world.Shop.IncomingAsync(2);
        Assert.Equal(["before", "meanwhile"], arrived.Select(message => message.Content));
    }

    [Fact]
    public async Task Gateway_Killed_LeavesNoEngineBehind()
    {
        await using var world = await LinkedWorld.StartAsync();
        var engines = EngineProcesses.Of(world.Gateway.ProcessId);
        Assert.Single(engines);

        await world.Gateway.KillAsync();

        await Eventually.HoldsAsync(() => !engines.Any(EngineProcesses.IsRunning));
    }

    [Fact]
    public async Task LoggedOut_WhileTheGatewayIsDown_IsSeenAtItsStart()
    {
        await using var world = await LinkedWorld.StartAsync();
        await world.Gateway.StopAsync();
        await world.WhatsApp.ConnectionAsync(LinkedWorld.Number, "logout", Token);

        await world.Gateway.RestartAsync(cancellationToken: Token);
        await world.Shop.HasStateAsync("loggedout");
        await world.Gateway.RestartAsync(cancellationToken: Token);

        await world.Shop.HasCauseAsync("logged_out");
    }

    [Fact]
    public async Task Retry_AskedForAfterARestart_IsAnsweredFromTheStore()
    {
        await using var world = await LinkedWorld.StartAsync();
        await world.Shop.AddCustomerAsync(Customer);
        await world.Shop.CustomerWritesAsync(Customer, "hello");
        var hello = Assert.Single(await world.Shop.IncomingAsync(1));
        await world.Shop.ReplyAsync(hello.ConversationId, "answer");
        var sent = Assert.Single(await world.Shop.CustomerHasAsync(Customer, 1));

        await world.Gateway.StopAsync();
        await world.Gateway.RestartAsync(cancellationToken: Token);
        await world.Shop.HasStateAsync("connected");
        await world.WhatsApp.AskRetryAsync(Customer, sent.Id, Token);

        var again = await Eventually.GetAsync(() => world.WhatsApp.MessagesAsync(Customer, Token), messages => messages[0].Retried == 1);
        Assert.Equal("answer", Assert.Single(again).Text);
    }
}
