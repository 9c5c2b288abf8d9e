using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class ReconnectTests
{
    private static readonly ChatwootError Down = new(ChatwootErrorKind.Unreachable, "connection refused", RequestFate.NotExecuted);

    private static readonly ChatwootError Refused = new(ChatwootErrorKind.InvalidToken, "HTTP 401: Invalid Access Token", RequestFate.NotExecuted, 401);

    [Fact]
    public async Task Drop_WithoutGoodbye_ReconnectsAtOnceWithANewToken()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();
        await socket.MessageAsync(1);
        Assert.Equal(1, await cable.NextMessageAsync());

        socket.Drop();
        var cause = await cable.NextStateAsync(CableState.Reconnecting);
        var second = await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
        await second.MessageAsync(2);

        Assert.Equal(ChatwootErrorKind.ConnectionLost, cause!.Kind);
        Assert.Contains("\"pubsub_token\":\"token-2\"", second.Identifier, StringComparison.Ordinal);
        Assert.Equal(2, await cable.NextMessageAsync());
    }

    [Fact]
    public async Task Close_PlainCloseFrame_Reconnects()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        await socket.CloseAsync();

        Assert.Equal("the server closed the realtime connection (1001)", (await cable.NextStateAsync(CableState.Reconnecting))!.Detail);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Disconnect_ServerAllowsIt_Reconnects()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        await socket.SendAsync("""{"type":"disconnect","reason":"server_restart","reconnect":true}""");

        Assert.Equal("the server ended the realtime connection (server_restart)", (await cable.NextStateAsync(CableState.Reconnecting))!.Detail);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Disconnect_ServerForbidsIt_StaysAwayUntilAsked()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        await socket.SendAsync("""{"type":"disconnect","reason":"unauthorized","reconnect":false}""");
        var cause = await cable.NextStateAsync(CableState.Disconnected);
        cable.Time.Advance(TimeSpan.FromDays(3));
        var before = cable.Subscriptions;
        cable.Connection.Reconnect();
        await cable.NextStateAsync(CableState.Connecting);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);

        Assert.Equal(ChatwootErrorKind.Forbidden, cause!.Kind);
        Assert.Equal((1, 2), (before, cable.Subscriptions));
    }

    [Fact]
    public async Task Subscribe_InvalidToken_HaltsUntilAsked()
    {
        await using var cable = new CableFixture();
        cable.Answer = number => number == 1 ? ChatwootResult.Failure<RoomSubscription>(Refused) : ChatwootResult.Success(new RoomSubscription("new", 2, 3));
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);

        Assert.Equal(Refused, await cable.NextStateAsync(CableState.Disconnected));
        cable.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, cable.Subscriptions);
        cable.Connection.Reconnect();

        await cable.NextStateAsync(CableState.Connecting);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Subscribe_FailsForALongTime_TriesForEverWithinTheCap()
    {
        await using var cable = new CableFixture { Answer = number => number <= 12 ? ChatwootResult.Failure<RoomSubscription>(Down) : ChatwootResult.Success(new RoomSubscription("t", 2, 3)) };
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        await cable.NextStateAsync(CableState.Reconnecting);
        var begun = cable.Time.GetTimestamp();

        await cable.AdvanceUntilAsync(() => cable.Subscriptions > 12, "the thirteenth attempt");

        Assert.InRange(cable.Time.GetElapsedTime(begun), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12 * 60));
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Subscribe_Throws_IsAFailureLikeAnyOther()
    {
        await using var cable = new CableFixture();
        cable.Answer = number => number == 1 ? throw new InvalidOperationException("TOKEN") : ChatwootResult.Success(new RoomSubscription("t", 2, 3));
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);

        Assert.Equal("unexpected InvalidOperationException", (await cable.NextStateAsync(CableState.Reconnecting))!.Detail);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Theory]
    [InlineData(503, ChatwootErrorKind.Unavailable)]
    [InlineData(404, ChatwootErrorKind.NotFound)]
    [InlineData(301, ChatwootErrorKind.Redirected)]
    [InlineData(200, ChatwootErrorKind.NotChatwoot)]
    public async Task Connect_NoUpgrade_SaysWhatWasAnswered(int status, ChatwootErrorKind kind)
    {
        await using var cable = new CableFixture();
        cable.Server.Refusal = status;
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);

        var cause = await cable.NextStateAsync(CableState.Reconnecting);

        Assert.Equal((kind, $"HTTP {status}: /cable does not open a WebSocket"), (cause!.Kind, cause.Detail));
    }

    [Fact]
    public async Task Reconnect_Connected_ReplacesTheConnection()
    {
        await using var cable = new CableFixture();
        await cable.ConnectAsync();

        cable.Connection.Reconnect();

        Assert.Null(await cable.NextStateAsync(CableState.Reconnecting));
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
        Assert.Equal(2, cable.Subscriptions);
    }

    [Fact]
    public async Task Reconnect_WhileWaiting_CutsTheWaitShort()
    {
        await using var cable = new CableFixture { Answer = number => number <= 4 ? ChatwootResult.Failure<RoomSubscription>(Down) : ChatwootResult.Success(new RoomSubscription("t", 2, 3)) };
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        await cable.NextStateAsync(CableState.Reconnecting);

        await Eventually.HoldsAsync(
            () =>
            {
                cable.Connection.Reconnect();
                return cable.Connection.State == CableState.Connected || cable.Subscriptions > 4;
            });
    }

    [Fact]
    public async Task Drop_AfterFiveHealthyMinutes_ReconnectsAtOnceAgain()
    {
        await using var cable = new CableFixture();
        (await cable.ConnectAsync()).Drop();
        await cable.NextStateAsync(CableState.Reconnecting);
        var socket = await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);

        for (var id = 0; id < 100; id++)
        {
            await socket.MessageAsync(id);
            Assert.Equal(id, await cable.NextMessageAsync());
            cable.Time.Advance(TimeSpan.FromSeconds(3));
        }

        socket.Drop();
        await cable.NextStateAsync(CableState.Reconnecting);

        // The clock stands: only a delay of zero gets here.
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Frame_BeyondTheLimit_LosesTheConnection()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        var send = socket.SendAsync("\"" + new string('x', 17 * 1024 * 1024) + "\"");
        var cause = await cable.NextStateAsync(CableState.Reconnecting);
        await Task.WhenAny(Until.Within(send));

        Assert.Equal(ChatwootErrorKind.TooLarge, cause!.Kind);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }

    [Fact]
    public async Task Consumer_TooSlow_LosesTheConnectionAndGetsANewOneWhenItReads()
    {
        await using var cable = new CableFixture(new() { BaseUrl = new Uri("http://x"), Capacity = 10 }, reads: false);
        cable.Connection.Start();
        var socket = await cable.Server.NextConfirmedAsync();
        await Eventually.HoldsAsync(() => cable.Connection.State == CableState.Connected);

        // Two state changes and eight events fill the queue; the ninth event is one too many.
        for (var id = 1; id <= 9; id++)
        {
            await socket.MessageAsync(id);
        }

        await Eventually.HoldsAsync(() => cable.Connection.State == CableState.Reconnecting);
        await cable.AdvanceUntilAsync(() => true, "time passes");
        Assert.Equal(1, cable.Subscriptions);
        cable.StartReading();

        await cable.NextStateAsync(CableState.Connecting);
        await cable.NextStateAsync(CableState.Connected);
        for (var id = 1; id <= 8; id++)
        {
            Assert.Equal(id, await cable.NextMessageAsync());
        }

        Assert.Equal(ChatwootErrorKind.ConnectionLost, (await cable.NextStateAsync(CableState.Reconnecting))!.Kind);
        await cable.Server.NextConfirmedAsync();
        await cable.NextStateAsync(CableState.Connected);
    }
}
