using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_NothingAcknowledged_DeliversAgainInOrder()
    {
        await using var world = new SandboxWorld();
        foreach (var i in Enumerable.Range(0, 200))
        {
            await world.ReceiveAsync("m" + i, from: $"551190000{i % 7:0000}");
        }

        var expected = Enumerable.Range(0, 200).Select(i => "m" + i);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var session = await world.OpenAsync();
            Assert.Equal(expected, await SandboxWorld.TextsAsync(session, 200));
        }

        await world.RestartAsync();
        await using var last = await world.OpenAsync();
        Assert.Equal(expected, await SandboxWorld.TextsAsync(last, 200));
    }

    [Fact]
    public async Task Open_PartlyAcknowledged_StartsBehindThePosition()
    {
        await using var world = new SandboxWorld();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await world.ReceiveAsync(text);
        }

        await using (var session = await world.OpenAsync())
        {
            await SandboxWorld.TextsAsync(session, 3);
            await session.AcknowledgeAsync(2, Token);
            await session.AcknowledgeAsync(1, Token);
        }

        await world.RestartAsync();
        await using var again = await world.OpenAsync();
        Assert.Equal(new JournaledEvent(2, new ConnectionChanged(new SessionStatus(SessionState.Connected, Self: SandboxEvent.Self))), await SandboxWorld.NextAsync(again));
        var (position, whatHappened) = await SandboxWorld.NextAsync(again);
        Assert.Equal(3, position);
        Assert.Equal("c", SandboxWorld.Text(Assert.IsType<MessageReceived>(whatHappened)));
    }

    [Fact]
    public async Task Acknowledge_PositionThatDoesNotExist_Throws()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("a");
        await using var session = await world.OpenAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => session.AcknowledgeAsync(2, Token));

        await world.RestartAsync();
        await using var again = await world.OpenAsync();
        Assert.Equal(["a"], await SandboxWorld.TextsAsync(again, 1));
    }

    [Fact]
    public async Task Open_AcknowledgedFileIsGarbage_DeliversAgain()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("a");
        await world.Engine.DisposeAsync();
        await File.WriteAllTextAsync(world.File("acknowledged"), "99x", Token);
        await world.RestartAsync();

        await using var session = await world.OpenAsync();
        Assert.Equal(["a"], await SandboxWorld.TextsAsync(session, 1));
    }

    [Fact]
    public async Task Open_JournalEndsBelowTheAcknowledgedPosition_LosesNoNewMessage()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("a");
        await world.ReceiveAsync("b");
        await using (var session = await world.OpenAsync())
        {
            await session.AcknowledgeAsync(2, Token);
        }

        await world.Engine.DisposeAsync();
        await File.WriteAllTextAsync(world.File("received.jsonl"), "", Token);
        await world.RestartAsync();
        await world.ReceiveAsync("new");

        await using var again = await world.OpenAsync();
        Assert.Equal(["new"], await SandboxWorld.TextsAsync(again, 1));
    }

    [Fact]
    public async Task Events_SlowReader_GetsEverythingInOrderFromTheFile()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => session.Events.Count == 1);

        foreach (var i in Enumerable.Range(0, 500))
        {
            await world.ReceiveAsync("m" + i);
        }

        Assert.InRange(session.Events.Count, 1, 64);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => "m" + i), await SandboxWorld.TextsAsync(session, 500));
    }

    [Fact]
    public async Task Dispose_OpenSession_CompletesEventsAndAllowsAnother()
    {
        await using var world = new SandboxWorld();
        var session = await world.OpenAsync();
        await SandboxWorld.NextAsync(session);
        await Assert.ThrowsAsync<InvalidOperationException>(world.OpenAsync);

        await session.DisposeAsync();
        await session.DisposeAsync();

        Assert.False(await session.Events.WaitToReadAsync(Token));
        Assert.Equal(SessionState.Disconnected, session.Status.State);
        await using var next = await world.OpenAsync();
        Assert.Equal(SessionState.Connected, next.Status.State);
    }

    [Fact]
    public async Task Dispose_ReaderStopped_DoesNotHang()
    {
        await using var world = new SandboxWorld();
        var session = await world.OpenAsync();
        foreach (var i in Enumerable.Range(0, 100))
        {
            await world.ReceiveAsync("m" + i);
        }

        await session.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Token);
    }
}
