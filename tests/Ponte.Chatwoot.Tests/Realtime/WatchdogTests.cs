using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class WatchdogTests
{
    [Fact]
    public async Task Confirm_Silence_IsGivenUpAfterTenSeconds()
    {
        await using var cable = new CableFixture();
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        var socket = await cable.Server.NextAsync();
        await socket.SendAsync("""{"type":"welcome"}""");
        await socket.ReadSubscribeAsync();

        cable.Time.Advance(TimeSpan.FromSeconds(8));
        await socket.SendAsync("""{"type":"ping","message":1}""");
        await cable.AdvanceUntilAsync(() => cable.Connection.State == CableState.Reconnecting, "the confirmation is given up");

        var cause = await cable.NextStateAsync(CableState.Reconnecting);
        Assert.Equal((ChatwootErrorKind.Timeout, "no confirmation after 10s"), (cause!.Kind, cause.Detail));
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Confirm_OfAnotherIdentifier_IsNotOurs()
    {
        await using var cable = new CableFixture();
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        var socket = await cable.Server.NextAsync();
        await socket.SendAsync("""{"type":"welcome"}""");
        await socket.ReadSubscribeAsync();
        await socket.SendAsync("""{"type":"confirm_subscription","identifier":"{\"channel\":\"RoomChannel\"}"}""");
        await socket.SendAsync("""{"type":"reject_subscription","identifier":"{\"channel\":\"RoomChannel\"}"}""");

        await cable.AdvanceUntilAsync(() => cable.Connection.State == CableState.Reconnecting, "the confirmation is given up");

        Assert.Equal(ChatwootErrorKind.Timeout, (await cable.NextStateAsync(CableState.Reconnecting))!.Kind);
    }

    [Fact]
    public async Task Confirm_Rejected_Reconnects()
    {
        await using var cable = new CableFixture();
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        var socket = await cable.Server.NextAsync();
        await socket.SendAsync("""{"type":"welcome"}""");
        await socket.ReadSubscribeAsync();
        await socket.SendAsync($$"""{"type":"reject_subscription","identifier":{{System.Text.Json.JsonSerializer.Serialize(socket.Identifier)}}}""");

        Assert.Equal(ChatwootErrorKind.Forbidden, (await cable.NextStateAsync(CableState.Reconnecting))!.Kind);
    }

    [Fact]
    public async Task Silence_NineSeconds_IsADeadLink()
    {
        await using var cable = new CableFixture();
        await cable.ConnectAsync();

        cable.Time.Advance(TimeSpan.FromSeconds(8.9));
        Assert.Equal(CableState.Connected, cable.Connection.State);
        cable.Time.Advance(TimeSpan.FromSeconds(1.1));

        var cause = await cable.NextStateAsync(CableState.Reconnecting);
        Assert.Equal((ChatwootErrorKind.Timeout, "nothing heard on the realtime connection for 9s"), (cause!.Kind, cause.Detail));
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Pings_EveryThreeSeconds_KeepTheLinkAlive()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        for (var second = 0; second < 60; second += 3)
        {
            await socket.SendAsync("""{"type":"ping","message":1}""");
            await socket.MessageAsync(second);
            Assert.Equal(second, await cable.NextMessageAsync());
            cable.Time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(CableState.Connected, cable.Connection.State);
        Assert.Equal(1, cable.Subscriptions);
    }

    [Fact]
    public async Task Frames_WhileTheConsumerStands_KeepTheLinkAlive()
    {
        await using var cable = new CableFixture(reads: false);
        cable.Connection.Start();
        var socket = await cable.Server.NextConfirmedAsync();
        await Eventually.HoldsAsync(() => cable.Connection.State == CableState.Connected);

        for (var id = 1; id <= 10; id++)
        {
            await socket.MessageAsync(id);
            await Eventually.HoldsAsync(() => cable.Connection.Waiting == 2 + id);
            cable.Time.Advance(TimeSpan.FromSeconds(3));
        }

        cable.StartReading();
        await cable.NextStateAsync(CableState.Connecting);
        await cable.NextStateAsync(CableState.Connected);
        for (var id = 1; id <= 10; id++)
        {
            Assert.Equal(id, await cable.NextMessageAsync());
        }

        Assert.Equal(1, cable.Subscriptions);
    }
}
