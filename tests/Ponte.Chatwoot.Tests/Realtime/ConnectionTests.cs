using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Realtime;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Start_ServerConfirms_IsConnectedWithItsIdentifier()
    {
        await using var cable = new CableFixture();

        var socket = await cable.ConnectAsync();

        Assert.Equal(CableState.Connected, cable.Connection.State);
        Assert.Equal("""{"channel":"RoomChannel","pubsub_token":"token-1","account_id":2,"user_id":3}""", socket.Identifier);
        Assert.Equal("/prefix/cable", socket.Path);
        Assert.Equal(["actioncable-v1-json", "actioncable-unsupported"], socket.Protocols);
    }

    [Fact]
    public async Task Receive_Events_AreHandedOnInOrderAfterConnected()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        foreach (var id in Enumerable.Range(1, 50))
        {
            await socket.MessageAsync(id);
        }

        for (var id = 1; id <= 50; id++)
        {
            Assert.Equal(id, await cable.NextMessageAsync());
        }
    }

    [Fact]
    public async Task Receive_OtherAccountsIdentifiersAndRubbish_AreSkipped()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();

        await socket.MessageAsync(1, account: 4);
        await socket.SendAsync("""{"identifier":"other","message":{"event":"message.created","data":{"id":2,"account_id":2}}}""");
        await socket.SendAsync("not json");
        await socket.SendAsync("[1,2]");
        await socket.SendAsync("""{"type":7,"message":"x"}""");
        await socket.SendAsync("""{"type":"new_kind"}""");
        await socket.SendAsync("""{"type":"\ud800","\udfff":1}""");
        await socket.BroadcastAsync("message.created", "[]");
        await socket.BroadcastAsync("message.created", """{"account_id":2,"content":"no id"}""");
        await socket.MessageAsync(9);

        Assert.Equal(new OtherEvent("message.created"), Assert.IsType<EventReceived>(await cable.NextAsync()).Event);
        Assert.Equal(new OtherEvent("message.created"), Assert.IsType<EventReceived>(await cable.NextAsync()).Event);
        Assert.Equal(9, await cable.NextMessageAsync());
    }

    [Fact]
    public async Task Receive_EventInManyFragments_IsWhole()
    {
        await using var cable = new CableFixture();
        var socket = await cable.ConnectAsync();
        var text = new string('ö', 100_000);

        await socket.BroadcastAsync("message.created", "{\"id\":1,\"account_id\":2,\"content\":\"" + text + "\"}");

        Assert.Equal(text, Assert.IsType<MessageCreated>(Assert.IsType<EventReceived>(await cable.NextAsync()).Event).Message.Content);
    }

    [Fact]
    public async Task Stop_Connected_EndsTheStreamAfterDisconnected()
    {
        await using var cable = new CableFixture();
        await cable.ConnectAsync();

        await cable.Connection.StopAsync();
        await cable.Connection.StopAsync();

        Assert.Equal([new ConnectionStateChanged(CableState.Disconnected, null)], await cable.RestAsync());
        Assert.Equal(CableState.Disconnected, cable.Connection.State);
    }

    [Fact]
    public async Task Stop_NeverStarted_EndsTheStreamAndStartDoesNothing()
    {
        await using var cable = new CableFixture();

        await cable.Connection.StopAsync();
        cable.Connection.Start();
        cable.Connection.Reconnect();

        Assert.Empty(await cable.RestAsync());
        Assert.Equal(0, cable.Subscriptions);
    }

    [Fact]
    public async Task Stop_WhileConfirming_WinsAtOnce()
    {
        await using var cable = new CableFixture();
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        await cable.Server.NextAsync();

        await cable.Connection.StopAsync();

        Assert.Equal([new ConnectionStateChanged(CableState.Disconnected, null)], await cable.RestAsync());
    }

    [Fact]
    public async Task Stop_WhileWaitingToReconnect_WinsAtOnce()
    {
        await using var cable = new CableFixture { Answer = _ => ChatwootResult.Failure<RoomSubscription>(Down) };
        cable.Connection.Start();
        await cable.NextStateAsync(CableState.Connecting);
        Assert.Equal(Down, await cable.NextStateAsync(CableState.Reconnecting));

        await cable.Connection.StopAsync();
        cable.Connection.Reconnect();

        Assert.Equal([new ConnectionStateChanged(CableState.Disconnected, null)], await cable.RestAsync());
    }

    [Fact]
    public async Task Stop_SubscribeFunctionIgnoresItsToken_DoesNotWaitForIt()
    {
        var never = new TaskCompletionSource<ChatwootResult<RoomSubscription>>();
        await using var connection = new ActionCableConnection(
            new() { BaseUrl = new Uri("http://192.0.2.1") },
            _ => never.Task,
            TimeProvider.System,
            new Random(1),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ActionCableConnection>.Instance);
        connection.Start();

        await Until.Within(connection.StopAsync());

        Assert.Equal(CableState.Disconnected, connection.State);
    }

    private static readonly ChatwootError Down = new(ChatwootErrorKind.Unreachable, "connection refused", RequestFate.NotExecuted);
}
