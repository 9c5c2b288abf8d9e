using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using static Ponte.Gateway.Tests.Bridge.Happenings;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class WhatsAppToChatwootTests
{
    private static readonly IncomingText Text = new("Hello");

    [Fact]
    public void Convert_Group_NamesTheSenderOnceBeforeAllElse()
    {
        var message = Message(Text, Group) with { IsForwarded = true };

        Assert.Equal("**Maria (+5511900000001):**\n_Forwarded:_\nHello", Shown(message));
        Assert.Equal("**Maria (+5511900000001):**", Shown(Message(new IncomingMedia(MediaKind.Image, new("t", "image/png")), Group)));
    }

    [Fact]
    public void Convert_Quote_IsThreadedOrRepeated()
    {
        var message = Message(Text) with { Quote = new QuotedMessage(Other, Joao, "What *now*?\nOr later") };

        Assert.Equal("> What **now**? Or later\n\nHello", Shown(message, new AboutMessage(null, "What *now*?\nOr later")));
        Assert.Equal("Hello", Shown(message, new AboutMessage(7, "What *now*?")));
        Assert.Equal(7, WhatsAppToChatwoot.Convert(message, People(), new AboutMessage(7, null), null, "s").InReplyTo);
    }

    [Fact]
    public void Convert_Mentions_AreReadable()
    {
        var unknown = UserId.Parse("100000000000001@lid");
        var message = Message(new IncomingText("@5511900000002 and @5511900000003 and @100000000000001"), Group)
            with { Mentions = [Joao, UserId.Parse("5511900000003@s.whatsapp.net"), unknown] };

        var shown = WhatsAppToChatwoot.Convert(message, People((Joao, "João *x*")), null, null, "s").Content!;

        Assert.EndsWith("\n@João x and @+5511900000003 and @100000000000001", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_Ad_IsBelowTheWordsWhateverIsMissing()
    {
        Assert.Equal(
            "Hello\n\n**Came from an ad:** Lamps\nWarm light\nhttps://x.example",
            Shown(Message(Text) with { Ad = new AdReferral { Title = "Lamps", Text = "Warm light", Url = "https://x.example" } }));
        Assert.Equal("Hello\n\n**Came from an ad**", Shown(Message(Text) with { Ad = new AdReferral() }));
    }

    [Fact]
    public void Convert_OutgoingFromThePhone_IsSafeFromLiquid()
    {
        var shown = WhatsAppToChatwoot.Convert(Message(new IncomingText("{{contact.name}}"), fromMe: true), People(), null, null, "s");

        Assert.Equal(MessageType.Outgoing, shown.MessageType);
        Assert.Equal("{\u200b{contact.name}}", shown.Content);
    }

    [Fact]
    public void Convert_Status_SaysThatItIsOne() => Assert.Equal("_Status update, shown to all contacts:_\nHello", Shown(Message(Text) with { IsStatus = true }));

    [Fact]
    public void Convert_Edit_IsThreadedAndKeepsTheDirection()
    {
        var shown = WhatsAppToChatwoot.Convert(new MessageEdited(Chat, Id, Other, Maria, true, At, new IncomingText("*New*")), People(), new AboutMessage(7, null), null, "s");

        Assert.Equal(("Edited: **New**", MessageType.Outgoing, false, 7L), (shown.Content, shown.MessageType, shown.Private, shown.InReplyTo));
    }

    [Theory]
    [InlineData("👍", false, 7L, null, "Maria reacted with 👍")]
    [InlineData("👍", true, 7L, null, "You (on the phone) reacted with 👍")]
    [InlineData("👍", false, null, "The *words*", "Maria reacted with 👍 to “The **words**”")]
    [InlineData("👍", false, null, null, "Maria reacted with 👍 to a message that is not shown here")]
    [InlineData("", false, 7L, null, "Maria took the reaction back.")]
    public void Convert_Reaction_IsAPrivateNote(string emoji, bool fromMe, long? id, string? words, string expected)
    {
        var shown = WhatsAppToChatwoot.Convert(new ReactionChanged(Chat, Id, Other, Maria, fromMe, At, emoji), People(), new AboutMessage(id, words), null, "s");

        Assert.Equal((expected, true, id), (shown.Content, shown.Private, shown.InReplyTo));
    }

    [Theory]
    [InlineData("A|B *c*", "Maria voted: A, B **c**")]
    [InlineData("", "Maria took the vote back.")]
    [InlineData(null, "Maria voted. What was chosen can be seen on the phone.")]
    public void Convert_Vote_IsAPrivateNote(string? options, string expected) =>
        Assert.Equal(expected, Shown(new PollVoted(Chat, Id, Other, Maria, false, At, options?.Split('|', StringSplitOptions.RemoveEmptyEntries)), new AboutMessage(7, null)));

    [Theory]
    [InlineData(CallOutcome.Missed, false, "Missed voice call")]
    [InlineData(CallOutcome.Missed, true, "Missed video call")]
    [InlineData(CallOutcome.Rejected, false, "Rejected voice call")]
    public void Convert_Call_IsAMessageOfTheCaller(CallOutcome outcome, bool isVideo, string expected)
    {
        var shown = WhatsAppToChatwoot.Convert(new CallChanged(Chat, Id, Maria, At, outcome, isVideo), People(), null, null, "s");

        Assert.Equal((expected, MessageType.Incoming, false), (shown.Content, shown.MessageType, shown.Private));
    }

    [Theory]
    [InlineData(GroupChange.Created, "Friends", "Maria created the group “Friends”.")]
    [InlineData(GroupChange.Joined, null, "João, +5511900000003 joined the group.")]
    [InlineData(GroupChange.Added, null, "Maria added João, +5511900000003.")]
    [InlineData(GroupChange.Left, null, "João, +5511900000003 left the group.")]
    [InlineData(GroupChange.Removed, null, "Maria removed João, +5511900000003.")]
    [InlineData(GroupChange.Promoted, null, "Maria made João, +5511900000003 an administrator.")]
    [InlineData(GroupChange.Renamed, "New", "Maria renamed the group to “New”.")]
    [InlineData(GroupChange.Described, null, "Maria removed the group's description.")]
    [InlineData(GroupChange.Pictured, null, "Maria changed the group's picture.")]
    [InlineData(GroupChange.Other, null, "Maria changed the group's settings.")]
    public void Convert_GroupChange_IsASentence(GroupChange change, string? text, string expected)
    {
        var happened = new GroupChanged(Group, Id, Maria, false, At, change) { Participants = [Joao, UserId.Parse("5511900000003@s.whatsapp.net")], Text = text };

        var shown = WhatsAppToChatwoot.Convert(happened, People((Joao, "João")), null, null, "s");

        Assert.Equal((expected, true), (shown.Content, shown.Private));
    }

    [Fact]
    public void Convert_Undecryptable_IsAPrivateNote()
    {
        var shown = WhatsAppToChatwoot.Convert(Message(new IncomingUndecryptable()), People(), null, null, "s");

        Assert.True(shown.Private);
        Assert.StartsWith("Maria sent a message.\nThis message could not be decrypted yet.", shown.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_LongestText_FitsChatwoot() => Assert.InRange(Shown(Message(new IncomingText(new string('\\', 65_536) + "*")))!.Length, 1, 150_000);
}
