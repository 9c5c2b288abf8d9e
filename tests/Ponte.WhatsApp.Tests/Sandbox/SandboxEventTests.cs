using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.WhatsApp.Tests.Sandbox;

/// <summary>Everything beside texts that can happen on the simulated phone.</summary>
public sealed class SandboxEventTests
{
    private const string Group = "120363000000000001@g.us";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Kinds => new()
    {
        { "message", """{"content":{"kind":"location","latitude":-23.5,"longitude":-46.6,"name":"Shop"}}""" },
        { "edit", """{"target":"A","content":{"kind":"text","text":"new"}}""" },
        { "delete", """{"target":"A"}""" },
        { "reaction", """{"target":"A","emoji":""}""" },
        { "vote", """{"target":"A","options":["one","two"]}""" },
        { "receipt", """{"messages":["A","B"],"level":"played"}""" },
        { "call", """{"outcome":"rejected","isVideo":true}""" },
        { "contact", """{"user":"5511900000001","pushName":"Ana"}""" },
        { "picture", """{"chat":"5511900000001"}""" },
        { "identity", """{"lid":"100000000000001@lid","phone":"5511900000001"}""" },
        { "label", """{"label":"1","change":"assigned","name":"VIP","color":3,"chat":"5511900000001@s.whatsapp.net","sentAt":1700000000000}""" },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Receive_AnyKind_ComesAfterARestartToo(string kind, string details)
    {
        await using var world = new SandboxWorld();
        var given = await world.HappenAsync(kind, details);
        await world.RestartAsync();

        await using var session = await world.OpenAsync();
        await SandboxWorld.NextAsync(session);

        Assert.Equivalent(given, (await SandboxWorld.NextAsync(session)).Event, strict: true);
    }

    [Fact]
    public async Task Receive_MessageWithEverything_HasIt()
    {
        await using var world = new SandboxWorld();
        const string Details = """
            {"content":{"kind":"media","media":"image","file":{"token":"t","mimeType":"image/png","size":3},"caption":"look"},"sentAt":1790000000123,
             "quote":{"id":"Q","sender":"5511900000002","text":"before"},"mentions":["5511900000003","100000000000001@lid"],
             "ad":{"title":"Sale","picture":{"token":"p","mimeType":"image/jpeg"}},"isForwarded":true,"isStatus":null}
            """;

        var message = Assert.IsType<MessageReceived>(await world.HappenAsync("message", Details, chat: Group));

        Assert.Equal(new IncomingMedia(MediaKind.Image, new MediaReference("t", "image/png") { Size = 3 }, "look"), message.Content);
        Assert.Equal(new QuotedMessage(MessageId.Parse("Q"), UserId.Parse("5511900000002@s.whatsapp.net"), "before"), message.Quote);
        Assert.Equal(["5511900000003@s.whatsapp.net", "100000000000001@lid"], message.Mentions.Select(mention => mention.Value));
        Assert.Equal("p", message.Ad?.Picture?.Token);
        Assert.Equal(1790000000123, message.SentAt.ToUnixTimeMilliseconds());
        Assert.True(message is { IsForwarded: true, IsStatus: false });
    }

    [Theory]
    [InlineData("5511900000001", null, "5511900000001@s.whatsapp.net")]
    [InlineData(null, "5511900000001", "5511900000001@s.whatsapp.net")]
    [InlineData(null, "5511900000001@s.whatsapp.net", "5511900000001@s.whatsapp.net")]
    [InlineData(null, "100000000000001@lid", "100000000000001@lid")]
    [InlineData("5511900000001", Group, Group)]
    public async Task Receive_FromMe_IsOursInTheOthersChat(string? from, string? chat, string expected)
    {
        await using var world = new SandboxWorld();

        var message = Assert.IsType<MessageReceived>(await world.HappenAsync(new SandboxEvent { From = from, Chat = chat, FromMe = true, Text = "typed here" }));

        Assert.Equal(expected, message.Chat.Value);
        Assert.True(message.FromMe);
        Assert.Equal(SandboxEvent.Self, message.Sender);
    }

    [Fact]
    public async Task Receive_UndecryptableThenItself_ComesBothTimesAndNoMore()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        foreach (var content in new[] { "undecryptable", "undecryptable", "text\",\"text\":\"here", "text\",\"text\":\"again" })
        {
            await world.HappenAsync(new SandboxEvent { From = SandboxWorld.Sender, Id = "A", Details = Json("{\"content\":{\"kind\":\"" + content + "\"}}") });
        }

        await world.ReceiveAsync("end");

        await SandboxWorld.NextAsync(session);
        Assert.IsType<IncomingUndecryptable>(Assert.IsType<MessageReceived>((await SandboxWorld.NextAsync(session)).Event).Content);
        Assert.Equal(["here", "end"], await SandboxWorld.TextsAsync(session, 2));
    }

    [Fact]
    public async Task Receive_SameIdOfAnotherKind_IsAnotherEventAndReceiptsAlwaysAre()
    {
        await using var world = new SandboxWorld(compactAt: 1);
        await using (var session = await world.OpenAsync())
        {
            await HappenAllAsync(world);
            await HappenAllAsync(world);
            await SandboxWorld.NextAsync(session);
            for (var n = 0; n < 4; n++)
            {
                await session.AcknowledgeAsync((await SandboxWorld.NextAsync(session)).Position, Token);
            }
        }

        // Compacted away, and still known.
        await world.RestartAsync();
        await HappenAllAsync(world);
        await using var again = await world.OpenAsync();
        await SandboxWorld.NextAsync(again);
        Assert.Equal(5, (await SandboxWorld.NextAsync(again)).Position);
        Assert.False(again.Events.TryRead(out _));
    }

    [Fact]
    public async Task Receive_Typing_IsToldWhileConnectedAndNeverKept()
    {
        await using var world = new SandboxWorld();
        await world.HappenAsync("typing", """{"state":"composing"}""");
        await using var session = await world.OpenAsync();
        await SandboxWorld.NextAsync(session);
        await world.ReceiveAsync("one");
        Assert.Equal(["one"], await SandboxWorld.TextsAsync(session, 1));

        await world.HappenAsync("typing", """{"state":"recording"}""");

        var (position, happened) = await SandboxWorld.NextAsync(session);
        Assert.Equal(1, position);
        Assert.Equal(TypingState.Recording, Assert.IsType<TypingChanged>(happened).State);
    }

    [Theory]
    [InlineData("message", """{"content":{"latitude":1}}""", "content.kind is required")]
    [InlineData("message", """{"content":{"kind":"poll","question":"?","options":["a",null],"isMultiple":false}}""", "content.options is incomplete or not valid")]
    [InlineData("message", """{"content":{"kind":"contacts","cards":[]}}""", "content.cards must have one at least")]
    [InlineData("message", """{"content":{"kind":"text","text":"\ud800"}}""", "the body must be valid text")]
    [InlineData("message", """{"content":{"kind":"text","text":"a"},"mentions":["x"]}""", "mentions[0] is incomplete or not valid")]
    [InlineData("edit", """{}""", "target is required; content is required")]
    [InlineData("reaction", """{"target":"A","emoji":7}""", "emoji is incomplete or not valid")]
    [InlineData("receipt", """{"messages":[],"level":"read"}""", "messages must have one at least")]
    [InlineData("receipt", """{"messages":["A"],"level":2}""", "level is incomplete or not valid")]
    [InlineData("group", """{"change":"renamed"}""", "chat must be a group address (…@g.us)")]
    [InlineData("identity", """{"lid":"5511900000001@s.whatsapp.net","phone":"5511900000001"}""", "lid must be a LID (…@lid)")]
    [InlineData("hologram", """{}""", "kind must be one of message, edit, delete, reaction, vote, receipt, call, group, typing, contact, picture, identity, label")]
    [InlineData("label", """{"label":"1","change":"assigned"}""", "chat is required")]
    [InlineData("label", """{"label":"1","change":"created","chat":"5511900000001"}""", "chat belongs to assigned and removed only")]
    public async Task Read_WrongDetails_TellsWhat(string kind, string details, string problems)
    {
        await using var world = new SandboxWorld();

        var (happened, told) = world.Phone.Read(new SandboxEvent { Kind = kind, From = SandboxWorld.Sender, Details = Json(details) });

        Assert.Null(happened);
        Assert.Equal(problems, string.Join("; ", told));
    }

    private static async Task HappenAllAsync(SandboxWorld world)
    {
        foreach (var (kind, details) in new[] { ("reaction", """{"target":"X","emoji":"👍"}"""), ("delete", """{"target":"X"}""") })
        {
            await world.HappenAsync(new SandboxEvent { Kind = kind, From = SandboxWorld.Sender, Id = "A", Details = Json(details) });
        }

        await world.HappenAsync("receipt", """{"messages":["X"],"level":"read"}""");
    }

    private static System.Text.Json.JsonElement Json(string json) => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);
}
