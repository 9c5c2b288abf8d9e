using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxSendTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Connected_IsAcceptedAndListed()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        var result = await session.SendAsync(Message("A", "olá"), Token);

        Assert.Equal(new SendResult.Accepted(world.Time.GetUtcNow()), result);
        var sent = Assert.Single(await world.Phone.GetSentAsync(Token));
        Assert.Equal(MessageJson.Write(Message("A", "olá")), MessageJson.Write(sent.Message));
        Assert.Equal(world.Time.GetUtcNow(), sent.At);
        Assert.DoesNotContain("olá", sent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_EveryKind_IsListedAsItWasGiven()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var target = MessageId.Parse("T");
        OutgoingContent[] contents =
        [
            new OutgoingText("x") { LinkPreview = new LinkPreview("https://a.example", "A") { Thumbnail = [1, 2] }, BackgroundColor = uint.MaxValue, Font = 2 },
            new OutgoingLocation(1.5, -2.5) { Name = "Shop" },
            new OutgoingContacts([new OutgoingContact("Ana", "BEGIN:VCARD")]),
            new OutgoingPoll("when?", ["today", "never"], 1),
            new OutgoingReaction(target, FromMe: false, null, ""),
            new OutgoingEdit(target, "y"),
            new OutgoingDelete(target),
        ];
        var messages = contents.Select((content, n) => Message("M" + n, "") with
        {
            Content = content, MentionsAll = true, IsForwarded = true, Quote = new OutgoingQuote(target) { Chat = ChatId.Status }, StatusAudience = [UserId.Parse("1@lid")],
        }).ToList();

        foreach (var message in messages)
        {
            Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));
        }

        await world.RestartAsync();
        Assert.Equal(messages.Select(MessageJson.Write), (await world.Phone.GetSentAsync(Token)).Select(sent => MessageJson.Write(sent.Message)));
    }

    [Fact]
    public async Task Send_SameIdAgain_IsListedTwice()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        foreach (var id in new[] { "A", "B", "A" })
        {
            Assert.IsType<SendResult.Accepted>(await session.SendAsync(Message(id, "text " + id), Token));
        }

        await world.RestartAsync();
        Assert.Equal(["A", "B", "A"], (await world.Phone.GetSentAsync(Token)).Select(s => s.Message.Id.Value));
    }

    [Fact]
    public async Task Send_Disconnected_IsNotConnectedAndNotListed()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        await world.SetAsync(SessionState.Disconnected);

        Assert.IsType<SendResult.NotConnected>(await session.SendAsync(Message("A", "x"), Token));
        Assert.Empty(await world.Phone.GetSentAsync(Token));
    }

    [Fact]
    public async Task Send_ClosedSession_IsNotConnected()
    {
        await using var world = new SandboxWorld();
        var session = await world.OpenAsync();
        await session.DisposeAsync();

        Assert.IsType<SendResult.NotConnected>(await session.SendAsync(Message("A", "x"), Token));
    }

    [Fact]
    public async Task Send_FilesClosedUnderneath_IsUncertain()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        await world.Engine.DisposeAsync();

        Assert.IsType<SendResult.Uncertain>(await session.SendAsync(Message("A", "x"), Token));
    }

    [Fact]
    public async Task Start_SentFileTornAnywhereInItsLastLine_KeepsTheLinesBefore()
    {
        await using var world = new SandboxWorld();
        await using (var session = await world.OpenAsync())
        {
            await session.SendAsync(Message("A", "one"), Token);
            await session.SendAsync(Message("B", "two é 🌍"), Token);
        }

        await world.Engine.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(world.File("sent.jsonl"), Token);
        var lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (var length = lastLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(world.File("sent.jsonl"), whole[..length], Token);
            await world.RestartAsync();
            Assert.Equal("A", Assert.Single(await world.Phone.GetSentAsync(Token)).Message.Id.Value);
            Assert.Equal(lastLine, new FileInfo(world.File("sent.jsonl")).Length);
        }
    }

    private static OutgoingMessage Message(string id, string text) =>
        new(MessageId.Parse(id), ChatId.FromPhoneDigits("5511900000001"), new OutgoingText(text));
}
