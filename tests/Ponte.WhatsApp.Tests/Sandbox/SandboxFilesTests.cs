using System.Runtime.Versioning;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_JournalTornAnywhereInItsLastLine_CutsItOffAndGoesOn()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one", "A");
        await world.ReceiveAsync("two é 🌍", "B");
        await world.Engine.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(world.File("received.jsonl"), Token);
        var lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;

        for (var length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(world.File("received.jsonl"), whole[..length], Token);
            await world.RestartAsync();
            await world.ReceiveAsync("two again", "B");
            await using var session = await world.OpenAsync();
            Assert.Equal(["one", "two again"], await SandboxWorld.TextsAsync(session, 2));
        }
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\0\n")]
    [InlineData("{\"position\":3}\n{\"position\":\n")]
    [InlineData("null\n[]\n")]
    public async Task Start_JournalEndsInGarbage_CutsItOff(string garbage)
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one", "A");
        await world.Engine.DisposeAsync();
        var length = new FileInfo(world.File("received.jsonl")).Length;
        await File.AppendAllTextAsync(world.File("received.jsonl"), garbage, Token);

        await world.RestartAsync();
        await using var session = await world.OpenAsync();

        Assert.Equal(["one"], await SandboxWorld.TextsAsync(session, 1));
        Assert.Equal(length, new FileInfo(world.File("received.jsonl")).Length);
    }

    [Fact]
    public async Task Start_LineInTheMiddleIsDamaged_KeepsTheOthers()
    {
        await using var world = new SandboxWorld();
        foreach (var text in new[] { "one", "two", "three" })
        {
            await world.ReceiveAsync(text);
        }

        await world.Engine.DisposeAsync();
        var lines = await File.ReadAllLinesAsync(world.File("received.jsonl"), Token);
        lines[1] = "#" + lines[1];
        await File.WriteAllLinesAsync(world.File("received.jsonl"), lines, Token);

        await world.RestartAsync();
        await using var session = await world.OpenAsync();
        Assert.Equal(["one", "three"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Fact]
    public async Task Receive_DiskFull_ThrowsEachTimeAndSendIsUncertain()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        await using var world = new SandboxWorld();
        Directory.CreateDirectory(world.File(""));
        File.CreateSymbolicLink(world.File("received.jsonl"), "/dev/full");
        File.CreateSymbolicLink(world.File("sent.jsonl"), "/dev/full");
        await using var session = await world.OpenAsync();

        await Assert.ThrowsAsync<IOException>(() => world.ReceiveAsync("one", "A"));
        await Assert.ThrowsAsync<IOException>(() => world.ReceiveAsync("one", "A"));

        var message = new OutgoingMessage(MessageId.Parse("A"), ChatId.FromPhoneDigits(SandboxWorld.Sender), new OutgoingText("x"));
        Assert.IsType<SendResult.Uncertain>(await session.SendAsync(message, Token));
        Assert.Empty(await world.Phone.GetSentAsync(Token));
    }

    [Fact]
    public async Task Acknowledge_LargeJournal_IsCompactedAndStillKnowsEveryId()
    {
        await using var world = new SandboxWorld(compactAt: 20_000);
        await using (var session = await world.OpenAsync())
        {
            for (var i = 0; i < 200; i++)
            {
                await world.ReceiveAsync(new string('x', 1000) + i, "id" + i);
                Assert.EndsWith($"x{i}", (await SandboxWorld.TextsAsync(session, 1))[0], StringComparison.Ordinal);
                await session.AcknowledgeAsync(i + 1, Token);
            }
        }

        Assert.InRange(new FileInfo(world.File("received.jsonl")).Length, 1, 60_000);
        await world.RestartAsync();
        for (var i = 0; i < 200; i++)
        {
            await world.ReceiveAsync("again", "id" + i);
        }

        await world.ReceiveAsync("new");
        await using var again = await world.OpenAsync();
        Assert.Equal(["new"], await SandboxWorld.TextsAsync(again, 1));
    }

    [Fact]
    public async Task Acknowledge_PartOfALargeJournal_KeepsTheRest()
    {
        await using var world = new SandboxWorld(compactAt: 20_000);
        var texts = Enumerable.Range(0, 100).Select(i => new string('x', 1000) + i).ToList();
        foreach (var text in texts)
        {
            await world.ReceiveAsync(text);
        }

        await using (var session = await world.OpenAsync())
        {
            Assert.Equal(texts.Take(60), await SandboxWorld.TextsAsync(session, 60));
            await session.AcknowledgeAsync(50, Token);
            Assert.Equal(texts.Skip(60), await SandboxWorld.TextsAsync(session, 40));
        }

        // Even without the file that holds the position, what was compacted away counts as taken over.
        await world.Engine.DisposeAsync();
        File.Delete(world.File("acknowledged"));
        await world.RestartAsync();
        await using var again = await world.OpenAsync();
        Assert.Equal(texts.Skip(50), await SandboxWorld.TextsAsync(again, 50));
    }

    [Fact]
    public async Task Compaction_InterruptedBeforeTheRename_IsForgotten()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one");
        await world.Engine.DisposeAsync();
        await File.WriteAllTextAsync(world.File("received.jsonl.tmp"), "{\"posi", Token);
        await world.RestartAsync();

        await using var session = await world.OpenAsync();
        Assert.Equal(["one"], await SandboxWorld.TextsAsync(session, 1));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_AreForTheirOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no Unix modes here.");
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one");
        await world.SetAsync(SessionState.Disconnected);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(world.File("")));
        Assert.All(Directory.GetFiles(world.File("")), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
        Assert.Equal(4, Directory.GetFiles(world.File("")).Length);
    }

    [Fact]
    public async Task GetPhone_ConcurrentCallers_GetTheSame()
    {
        await using var world = new SandboxWorld();

        var phones = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.Engine.GetPhone("x"))));

        Assert.Single(phones.Distinct());
        Assert.NotSame(phones[0], world.Engine.GetPhone("y"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("é")]
    public async Task GetPhone_BadSessionId_Throws(string sessionId)
    {
        await using var world = new SandboxWorld();

        Assert.Throws<ArgumentException>(() => world.Engine.GetPhone(sessionId));
        Assert.Throws<ArgumentException>(() => world.Engine.GetPhone(new string('a', 65)));
        await Assert.ThrowsAsync<ArgumentException>(() => world.Engine.DeleteAsync(sessionId, Token));
    }

    [Fact]
    public async Task Delete_ClosedSession_ForgetsEverything()
    {
        await using var world = new SandboxWorld();
        await world.ReceiveAsync("one", "A");
        await using (await world.OpenAsync())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.Engine.DeleteAsync(SandboxWorld.SessionId, Token));
        }

        var phone = world.Phone;
        await world.Engine.DeleteAsync(SandboxWorld.SessionId, Token);
        await world.Engine.DeleteAsync(SandboxWorld.SessionId, Token);

        Assert.False(Directory.Exists(world.File("")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => phone.GetSentAsync(Token));
        await world.ReceiveAsync("other", "A");
        await using var session = await world.OpenAsync();
        Assert.Equal(["other"], await SandboxWorld.TextsAsync(session, 1));
    }
}
