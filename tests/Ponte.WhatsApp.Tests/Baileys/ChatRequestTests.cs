using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Tests.Baileys;

/// <summary>Requests about chats, people and files: what the engine is asked, and what becomes of its answer, of none, and of an error.</summary>
public sealed class ChatRequestTests
{
    private const string Group = "120363000000000001@g.us";
    private static readonly ChatId Chat = ChatId.FromPhoneDigits("5511900000001");
    private static readonly UserId User = UserId.Parse("5511900000001@s.whatsapp.net");
    private static readonly MediaReference File = new("secret", "image/png") { Size = 7, FileName = "a.png" };

    private static Dictionary<string, object> Connected { get; } = new() { ["session/open"] = new { status = new { state = "connected" } } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_Answered_AskAsTheProtocolSaysAndAnswerTyped()
    {
        var script = new ScriptedEngine(new
        {
            answers = new Dictionary<string, object>(Connected)
            {
                ["session/download"] = new { kind = "saved", size = 7 },
                ["session/read"] = new { done = true },
                ["session/user"] = new { kind = "found", user = User.Value, lid = "100000000000001@lid" },
                ["session/profile"] = new { kind = "known", name = "Shop", pictureId = "p2", pictureSaved = true },
                ["session/members"] = new { members = new object[] { new { user = "100000000000001@lid", alias = User.Value, name = "Ana" }, new { user = "nobody" } } },
            },
        });
        await using var world = new BaileysWorld(script);
        await using var session = await ConnectedAsync(world);
        var (group, message) = (ChatId.Parse(Group), new MessageAddress(MessageId.Parse("A"), User));

        Assert.Equal(new MediaAnswer.Saved(7), await session.DownloadAsync(File, "/tmp/x", 100, Token));
        await session.SetTypingAsync(Chat, TypingState.Recording, Token);
        Assert.True(await session.MarkReadAsync(group, [message], Token));
        Assert.Equal(new UserLookUp.Found(User, UserId.Parse("100000000000001@lid")), await session.FindUserAsync(["5511900000001", "551100000001"], Token));
        Assert.Equal(new ProfileAnswer.Known("Shop", "p2", PictureSaved: true), await session.ReadProfileAsync(group, "p1", "/tmp/p", Token));
        Assert.Equal([new GroupMember(UserId.Parse("100000000000001@lid")) { Alias = User, Name = "Ana" }], await session.GroupMembersAsync(group, Token));

        Assert.Equal("""{"session":"inst_1","file":{"token":"secret","mimeType":"image/png","fileName":"a.png","size":7,"isAnimated":false},"path":"/tmp/x","maxBytes":100}""", Asked(script, "session/download"));
        Assert.Equal("""{"session":"inst_1","chat":"5511900000001@s.whatsapp.net","state":"recording"}""", Asked(script, "session/typing"));
        Assert.Equal("""{"session":"inst_1","chat":"120363000000000001@g.us","messages":[{"id":"A","participant":"5511900000001@s.whatsapp.net"}]}""", Asked(script, "session/read"));
        Assert.Equal("""{"session":"inst_1","numbers":["5511900000001","551100000001"]}""", Asked(script, "session/user"));
        Assert.Equal("""{"session":"inst_1","chat":"120363000000000001@g.us","knownPicture":"p1","picturePath":"/tmp/p"}""", Asked(script, "session/profile"));
        Assert.Equal("""{"session":"inst_1","group":"120363000000000001@g.us"}""", Asked(script, "session/members"));
    }

    [Fact]
    public async Task Requests_FailedInTheEngine_AreTroubleAndNoException()
    {
        string[] methods = ["session/download", "session/typing", "session/read", "session/user", "session/profile", "session/members"];
        await using var world = new BaileysWorld(new ScriptedEngine(new { answers = Connected, errors = methods.ToDictionary(method => method, _ => "Broken.") }));
        await using var session = await ConnectedAsync(world);

        Assert.IsType<MediaAnswer.Failed>(await session.DownloadAsync(File, world.File("x"), 100, Token));
        await session.SetTypingAsync(Chat, TypingState.Composing, Token);
        Assert.False(await session.MarkReadAsync(Chat, [new MessageAddress(MessageId.Parse("A"), null)], Token));
        Assert.IsType<UserLookUp.Unavailable>(await session.FindUserAsync(["5511900000001"], Token));
        Assert.IsType<ProfileAnswer.Unavailable>(await session.ReadProfileAsync(Chat, null, world.File("p"), Token));
        Assert.Null(await session.GroupMembersAsync(ChatId.Parse(Group), Token));
    }

    [Fact]
    public async Task Send_EveryKind_IsWrittenAsTheProtocolSays()
    {
        var script = new ScriptedEngine(new { answers = new Dictionary<string, object>(Connected) { ["session/send"] = new { kind = "accepted", at = 1_790_000_000_000 } } });
        await using var world = new BaileysWorld(script);
        await using var session = await ConnectedAsync(world);
        var media = new OutgoingMedia(MediaKind.VideoNote, "/tmp/v", "video/mp4") { Caption = "look", Seconds = 3 };
        var message = new OutgoingMessage(MessageId.Parse("A"), Chat, media) { Quote = new OutgoingQuote(MessageId.Parse("Q"), User, "before"), Mentions = [User] };

        await session.SendAsync(message, Token);
        await session.SendAsync(new OutgoingMessage(MessageId.Parse("B"), Chat, new OutgoingDelete(MessageId.Parse("A"))), Token);

        var asked = script.Requests.Where(request => request.Method == "session/send").Select(request => Plain(request.Parameters["message"]!)).ToList();
        Assert.Equal(
            """{"id":"A","chat":"5511900000001@s.whatsapp.net","content":{"kind":"media","media":"videoNote","path":"/tmp/v","mimeType":"video/mp4","caption":"look","seconds":3,"isAnimated":false},"quote":{"id":"Q","sender":"5511900000001@s.whatsapp.net","text":"before"},"mentions":["5511900000001@s.whatsapp.net"],"mentionsAll":false,"isForwarded":false,"statusAudience":[]}""",
            asked[0]);
        Assert.StartsWith("""{"id":"B","chat":"5511900000001@s.whatsapp.net","content":{"kind":"delete","target":"A"}""", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_ToldBesideTheJournal_ComesAtThePositionBefore()
    {
        var typing = new { kind = "typing", chat = Chat.Value, sender = User.Value, fromMe = false, state = "recording" };
        var script = new ScriptedEngine(new { onOpen = new object[] { new object[] { "session/typing", new { session = "inst_1", @event = typing } } } });
        await using var world = new BaileysWorld(script);
        await using var session = await world.OpenAsync();

        JournaledEvent told;
        do
        {
            told = await BaileysWorld.NextAsync(session);
        }
        while (told.Event is not TypingChanged);

        Assert.Equal(0, told.Position);
        Assert.Equal(TypingState.Recording, ((TypingChanged)told.Event).State);
    }

    private static async Task<IWhatsAppSession> ConnectedAsync(BaileysWorld world)
    {
        var session = await world.OpenAsync();
        await Eventually.HoldsAsync(() => session.Status.State == SessionState.Connected);
        return session;
    }

    private static string Asked(ScriptedEngine script, string method) => Plain(Assert.Single(script.Requests, request => request.Method == method).Parameters);

    private static string Plain(System.Text.Json.Nodes.JsonNode node) => node.ToJsonString();
}
