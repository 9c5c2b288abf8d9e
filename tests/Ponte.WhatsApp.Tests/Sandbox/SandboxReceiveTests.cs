using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxReceiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_DirectMessage_ComesAsEvent()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var message = new SandboxEvent { From = "5511900000001", Name = "Ana", Id = "ABC1", Text = "olá \"mundo\" 🌍\n", Timestamp = 1_700_000_000 };

        var id = await world.ReceiveAsync(message);

        Assert.Equal(new JournaledEvent(0, new ConnectionChanged(new SessionStatus(SessionState.Connected, Self: SandboxEvent.Self))), await SandboxWorld.NextAsync(session));
        var (position, whatHappened) = await SandboxWorld.NextAsync(session);
        var received = Assert.IsType<MessageReceived>(whatHappened);
        Assert.Equal("ABC1", id.Value);
        Assert.Equal(1, position);
        Assert.Equal(id, received.Id);
        Assert.Equal("5511900000001@s.whatsapp.net", received.Chat.Value);
        Assert.Equal(received.Chat, received.Sender.Chat);
        Assert.Equal("Ana", received.SenderName);
        Assert.False(received.FromMe);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), received.SentAt);
        Assert.Equal(message.Text, SandboxWorld.Text(received));
    }

    [Fact]
    public async Task Receive_GroupMessageWithoutIdAndTime_GetsBoth()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        var id = await world.ReceiveAsync("hi", chat: "120363000000000001@g.us");

        await SandboxWorld.NextAsync(session);
        var received = Assert.IsType<MessageReceived>((await SandboxWorld.NextAsync(session)).Event);
        Assert.Matches("^3EB0", id.Value);
        Assert.Equal(id, received.Id);
        Assert.Equal("120363000000000001@g.us", received.Chat.Value);
        Assert.Equal("5511900000001@s.whatsapp.net", received.Sender.Value);
        Assert.Equal(world.Time.GetUtcNow(), received.SentAt);
    }

    [Fact]
    public async Task GetWaiting_EventsThatWereNotTakenOver_AreListedInOrder()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one");
        await world.ReceiveAsync("two");
        Assert.Equal(["one", "two"], Waiting(world));

        await using var session = await world.OpenAsync();
        await session.AcknowledgeAsync(1, Token);

        Assert.Equal(["two"], Waiting(world));

        static IEnumerable<string> Waiting(SandboxWorld world) => world.Phone.GetWaiting().Select(happened => SandboxWorld.Text(Assert.IsType<MessageReceived>(happened)));
    }

    [Fact]
    public async Task Receive_LongestText_SurvivesTheFile()
    {
        await using var world = new SandboxWorld();
        var text = string.Concat(Enumerable.Repeat("é\u0001", SandboxEvent.MaxTextLength / 2));

        await world.ReceiveAsync(text);

        await using var session = await world.OpenAsync();
        Assert.Equal([text], await SandboxWorld.TextsAsync(session, 1));
    }

    [Fact]
    public async Task Receive_LoneSurrogate_DoesNotBreakTheJournal()
    {
        await using var world = new SandboxWorld();

        await world.ReceiveAsync("a\ud800b");
        await world.ReceiveAsync("next");

        await world.RestartAsync();
        await using var session = await world.OpenAsync();
        Assert.Equal(["a\ufffdb", "next"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Theory]
    [InlineData("1234", null, null, "x", null, "from")]
    [InlineData("12345:6", null, null, "x", null, "from")]
    [InlineData(null, null, null, "x", null, "from")]
    [InlineData("5511900000001", "5511900000002@s.whatsapp.net", null, "x", null, "chat")]
    [InlineData("5511900000001", "nonsense", null, "x", null, "chat")]
    [InlineData("5511900000001", null, "a b", "x", null, "id")]
    [InlineData("5511900000001", null, "", "x", null, "id")]
    [InlineData("5511900000001", null, null, "", null, "text")]
    [InlineData("5511900000001", null, null, null, null, "text")]
    [InlineData("5511900000001", null, null, "x", -1L, "timestamp")]
    [InlineData("5511900000001", null, null, "x", long.MaxValue, "timestamp")]
    public async Task Receive_BadField_IsRefusedByName(string? from, string? chat, string? id, string? text, long? timestamp, string field)
    {
        await using var world = new SandboxWorld();
        var message = new SandboxEvent { From = from!, Chat = chat, Id = id, Text = text!, Timestamp = timestamp };

        var (happened, problems) = world.Phone.Read(message);

        Assert.Null(happened);
        Assert.StartsWith(field + " ", Assert.Single(problems), StringComparison.Ordinal);
        Assert.False(Directory.Exists(world.File("")));
    }

    [Fact]
    public async Task Read_EverythingWrong_TellsEachField()
    {
        await using var world = new SandboxWorld();
        var message = new SandboxEvent { From = "", Name = new string('n', 257), Chat = "", Id = "", Text = new string('x', 65_537), Timestamp = -1 };

        Assert.Equal(["from", "name", "chat", "id", "timestamp", "text"], world.Phone.Read(message).Problems.Select(p => p.Split(' ')[0]));
    }

    [Fact]
    public async Task Receive_SameIdInSameChat_IsAbsorbed()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        var ids = new[] { await world.ReceiveAsync("one", "A"), await world.ReceiveAsync("changed", "A"), await world.ReceiveAsync("two", "B") };

        Assert.Equal(["A", "A", "B"], ids.Select(i => i.Value));
        Assert.Equal(["one", "two"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Fact]
    public async Task Receive_SameIdInAnotherChat_IsAnotherMessage()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        await world.ReceiveAsync("direct", "A");
        await world.ReceiveAsync("other person", "A", from: "5511900000002");
        await world.ReceiveAsync("group", "A", chat: "120363000000000001@g.us");

        Assert.Equal(["direct", "other person", "group"], await SandboxWorld.TextsAsync(session, 3));
    }

    [Fact]
    public async Task Receive_SameIdAtOnce_IsOneMessage()
    {
        await using var world = new SandboxWorld();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => world.ReceiveAsync("same " + i, "A"))));
        await world.ReceiveAsync("after", "B");

        await using var session = await world.OpenAsync();
        var texts = await SandboxWorld.TextsAsync(session, 2);

        Assert.StartsWith("same", texts[0], StringComparison.Ordinal);
        Assert.Equal("after", texts[1]);
    }

    [Fact]
    public async Task Receive_SameIdAfterRestart_IsAbsorbed()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one", "A");
        await world.RestartAsync();

        Assert.Equal(MessageId.Parse("A"), await world.ReceiveAsync("one", "A"));
        await world.ReceiveAsync("two", "B");

        await using var session = await world.OpenAsync();
        Assert.Equal(["one", "two"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Fact]
    public async Task ToString_OfWhatIsReceivedAndSent_KeepsWordsAndNumbersOut()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var message = new SandboxEvent { From = SandboxWorld.Sender, Name = "Ana", Text = "secret words", Id = "A" };
        await world.ReceiveAsync(message);
        await SandboxWorld.NextAsync(session);

        var printed = message.ToString() + (await SandboxWorld.NextAsync(session)).Event;

        Assert.DoesNotContain("secret", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxWorld.Sender, printed, StringComparison.Ordinal);
    }
}
