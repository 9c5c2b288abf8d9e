using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Chats;

/// <summary>Who is whom: a LID is the person, a number can change hands, a number has several forms.</summary>
public sealed class LinkPlanTests
{
    private static readonly ChatId Long = ChatId.Parse("5531990000001@s.whatsapp.net");
    private static readonly ChatId Short = ChatId.Parse("553190000001@s.whatsapp.net");
    private static readonly ChatId Lid = ChatId.Parse("100000000000001@lid");
    private static readonly ChatId OtherLid = ChatId.Parse("200000000000001@lid");
    private static readonly ChatId Group = ChatId.Parse("120363000000000001@g.us");

    [Fact]
    public void Of_NothingKnown_IsANewChatWithBothNames() => AssertPlan(LinkPlan.Of([], Lid, Long), null, [], Lid, Long);

    [Fact]
    public void Of_KnownName_AddsTheOther() => AssertPlan(LinkPlan.Of([Row(Lid, 7)], Lid, Long), 7, [], Long);

    [Fact]
    public void Of_OtherFormOfTheNumber_IsTheSameChat() => AssertPlan(LinkPlan.Of([Row(Long, 7)], Short, null), 7, [], Short);

    [Fact]
    public void Of_BothNamesHaveChats_TheYoungerIsMerged() => AssertPlan(LinkPlan.Of([Row(Lid, 9), Row(Long, 7)], Lid, Long), 7, [9]);

    [Fact]
    public void Of_ThreeChatsOfOnePerson_AllAreMergedIntoTheOldest() =>
        AssertPlan(LinkPlan.Of([Row(Lid, 5), Row(Long, 9), Row(Short, 7)], Lid, Long), 5, [7, 9]);

    [Fact]
    public void Of_NumberOfAnotherPerson_ChangesHandsAndNothingIsMerged() =>
        AssertPlan(LinkPlan.Of([Row(Long, 5), Row(OtherLid, 5), Row(Lid, 9)], Lid, Long), 9, [], Long);

    [Fact]
    public void Of_NumberOfAnotherPersonAndNewLid_IsANewChat() =>
        AssertPlan(LinkPlan.Of([Row(Long, 5), Row(OtherLid, 5)], Lid, Long), null, [], Lid, Long);

    [Fact]
    public void Of_FormsOfOneNumberWithTwoLids_StayTwoChats() =>
        AssertPlan(LinkPlan.Of([Row(Long, 5), Row(OtherLid, 5), Row(Short, 9), Row(Lid, 9)], Short, null), 9, []);

    [Fact]
    public void Of_Group_IsItself() => AssertPlan(LinkPlan.Of([Row(Group, 3)], Group, null), 3, []);

    private static AliasRow Row(ChatId address, long chat) => new(address.Value, chat, 0);

    private static void AssertPlan(LinkPlan plan, long? chat, long[] merged, params ChatId[] added)
    {
        Assert.Equal(chat, plan.ChatId);
        Assert.Equal(merged, plan.Merged);
        Assert.Equal(added, plan.Added);
    }
}
