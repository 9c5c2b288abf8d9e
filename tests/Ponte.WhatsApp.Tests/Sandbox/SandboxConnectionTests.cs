using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_Disconnected_IsDeliveredOnConnectInOrder()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        await world.ReceiveAsync("before");
        Assert.Equal(["before"], await SandboxWorld.TextsAsync(session, 1));

        await world.SetAsync(SessionState.Disconnected);
        await world.ReceiveAsync("one");
        await world.ReceiveAsync("two");
        Assert.Equal(new JournaledEvent(1, new ConnectionChanged(new SessionStatus(SessionState.Disconnected, Self: SandboxEvent.Self))), await SandboxWorld.NextAsync(session));
        Assert.Equal(SessionState.Disconnected, session.Status.State);
        Assert.False(session.Events.TryPeek(out _));

        await world.SetAsync(SessionState.Connected);
        Assert.Equal(new JournaledEvent(1, new ConnectionChanged(new SessionStatus(SessionState.Connected, Self: SandboxEvent.Self))), await SandboxWorld.NextAsync(session));
        Assert.Equal(["one", "two"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Fact]
    public async Task SetConnection_Disconnected_SurvivesRestart()
    {
        await using var world = new SandboxWorld();
        await world.SetAsync(SessionState.Disconnected);
        await world.RestartAsync();
        await world.ReceiveAsync("waits");

        await using var session = await world.OpenAsync();
        Assert.Equal(SessionState.Disconnected, session.Status.State);
        Assert.Equal(new JournaledEvent(0, new ConnectionChanged(new SessionStatus(SessionState.Disconnected, Self: SandboxEvent.Self))), await SandboxWorld.NextAsync(session));

        await world.SetAsync(SessionState.Connected);
        Assert.Equal(["waits"], await SandboxWorld.TextsAsync(session, 1));
        await world.RestartAsync();
        await using var again = await world.OpenAsync();
        Assert.Equal(SessionState.Connected, again.Status.State);
    }

    [Fact]
    public async Task SetConnection_ManyChangesUnread_AllComeInTurn()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        SessionState[] changes = [SessionState.Disconnected, SessionState.Disconnected, SessionState.Connected, SessionState.Disconnected];

        // What happens before the session begins to look, it never sees.
        var seen = new List<SessionState> { Assert.IsType<ConnectionChanged>((await SandboxWorld.NextAsync(session)).Event).Status.State };
        foreach (var state in changes)
        {
            await world.SetAsync(state);
        }

        while (seen.Count < 4)
        {
            seen.Add(Assert.IsType<ConnectionChanged>((await SandboxWorld.NextAsync(session)).Event).Status.State);
        }

        Assert.Equal([SessionState.Connected, SessionState.Disconnected, SessionState.Connected, SessionState.Disconnected], seen);
    }

    [Theory]
    [InlineData(SessionState.Connecting)]
    [InlineData(SessionState.LoggedOut)]
    public async Task SetConnection_OtherState_Throws(SessionState state)
    {
        await using var world = new SandboxWorld();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.SetAsync(state));
    }

    [Fact]
    public async Task LogOut_Connected_StaysLoggedOutUntilLinkedAgain()
    {
        await using var world = new SandboxWorld();
        var loggedOut = new SessionStatus(SessionState.LoggedOut, ConnectionCause.LoggedOut);
        await using (var session = await world.OpenAsync())
        {
            await session.LogOutAsync(Token);
            await world.SetAsync(SessionState.Disconnected);

            Assert.Equal(loggedOut, session.Status);
            Assert.False(await session.ReconnectAsync(Token));
        }

        await world.RestartAsync();
        await world.ReceiveAsync("waits");
        await using var again = await world.OpenAsync();
        Assert.Equal(new JournaledEvent(0, new ConnectionChanged(loggedOut)), await SandboxWorld.NextAsync(again));

        Assert.Equal(new LinkAnswer.AlreadyLinked(SessionState.Connected), await again.LinkAsync(new LinkRequest(), Token));
        Assert.Equal(["waits"], await SandboxWorld.TextsAsync(again, 1));
    }

    [Fact]
    public async Task Toggle_WhileReceiving_LosesAndDoublesNothing()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var reading = Task.Run(() => SandboxWorld.TextsAsync(session, 300), Token);

        foreach (var i in Enumerable.Range(0, 300))
        {
            await world.ReceiveAsync("m" + i);
            await world.SetAsync(i % 2 == 0 ? SessionState.Disconnected : SessionState.Connected);
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(i => "m" + i), await reading);
    }
}
