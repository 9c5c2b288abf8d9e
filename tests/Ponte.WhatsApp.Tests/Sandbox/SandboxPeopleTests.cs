using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxPeopleTests
{
    private static readonly ChatId Ana = ChatId.FromPhoneDigits("5511900000001");
    private static readonly ChatId Group = ChatId.Parse("120363000000000001@g.us");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindUser_MissingForms_FindsTheFirstThatIsThere()
    {
        await using var world = new SandboxWorld();
        world.Phone.SetMissing(["5511900000001"]);
        await world.RestartAsync();
        await using var session = await world.OpenAsync();

        Assert.Equal(new UserLookUp.Missing(), await session.FindUserAsync(["5511900000001"], Token));
        Assert.Equal(
            new UserLookUp.Found(UserId.Parse("551100000001@s.whatsapp.net"), null), await session.FindUserAsync(["5511900000001", "551100000001"], Token));
        await world.SetAsync(SessionState.Disconnected);
        Assert.Equal(new UserLookUp.Unavailable(), await session.FindUserAsync(["551100000001"], Token));
    }

    [Fact]
    public async Task ReadProfile_Picture_IsCopiedUnlessItIsTheKnownOne()
    {
        await using var world = new SandboxWorld();
        var picture = (await world.Phone.KeepFileAsync(new MemoryStream([1, 2, 3]), "image/jpeg", null, Token)).Token;
        world.Phone.SetProfile(Ana, "Ana's Shop", picture);
        await world.RestartAsync();
        await using var session = await world.OpenAsync();

        Assert.Equal(new ProfileAnswer.Known("Ana's Shop", picture, true), await session.ReadProfileAsync(Ana, null, world.File("p"), Token));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(world.File("p"), Token));
        Assert.Equal(new ProfileAnswer.Known("Ana's Shop", picture, false), await session.ReadProfileAsync(Ana, picture, world.File("q"), Token));
        world.Phone.SetProfile(Ana, null, "");
        Assert.Equal(new ProfileAnswer.Known("Ana's Shop", null, false), await session.ReadProfileAsync(Ana, picture, world.File("q"), Token));
        Assert.False(File.Exists(world.File("q")));
    }

    [Fact]
    public async Task ReadProfile_GroupRenamed_HasTheNewName()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        await world.HappenAsync("group", """{"change":"renamed","text":"Team"}""", chat: Group.Value);

        Assert.Equal(new ProfileAnswer.Known("Team", null, false), await session.ReadProfileAsync(Group, null, world.File("p"), Token));
    }

    [Fact]
    public async Task GroupMembers_AsSet_AfterARestartToo()
    {
        await using var world = new SandboxWorld();
        GroupMember[] members = [new(UserId.Parse("100000000000001@lid")) { Alias = UserId.Parse("5511900000001@s.whatsapp.net"), Name = "Ana" }];
        world.Phone.SetMembers(Group, members);
        await world.RestartAsync();
        await using var session = await world.OpenAsync();

        Assert.Equal(members, await session.GroupMembersAsync(Group, Token));
        Assert.Empty((await session.GroupMembersAsync(ChatId.Parse("120363000000000002@g.us"), Token))!);
    }

    [Fact]
    public async Task Seen_ReadAndTyping_AreListedWhileConnected()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var message = new MessageAddress(MessageId.Parse("A"), null);

        Assert.True(await session.MarkReadAsync(Ana, [message], Token));
        await session.SetTypingAsync(Ana, TypingState.Recording, Token);
        await world.SetAsync(SessionState.Disconnected);
        Assert.False(await session.MarkReadAsync(Ana, [message], Token));
        await session.SetTypingAsync(Ana, TypingState.Paused, Token);

        Assert.Equal([(Ana, message)], world.Phone.Seen.Read);
        Assert.Equal([(Ana, TypingState.Recording, world.Time.GetUtcNow())], world.Phone.Seen.Typing);
    }
}
