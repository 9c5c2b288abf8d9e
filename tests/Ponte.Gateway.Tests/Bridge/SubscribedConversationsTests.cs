using Ponte.Gateway.Bridge.Conversations;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class SubscribedConversationsTests
{
    private const long Contact = 7;
    private static readonly KnownConversation Open = new(1, Resolved: false, ContactBlocked: false);
    private static readonly KnownConversation Resolved = Open with { Resolved = true };
    private static readonly KnownConversation Newer = new(2, Resolved: false, ContactBlocked: false);
    private readonly SubscribedConversations _conversations = new();

    [Fact]
    public void Learn_NothingHappenedSince_IsKnown()
    {
        _conversations.Learn(_conversations.TakeTicket(), Contact, Open);
        Assert.Equal(Open, _conversations.Find(Contact));
    }

    [Fact]
    public void Learn_EventOvertookTheAnswer_TheEventWins()
    {
        var ticket = _conversations.TakeTicket();
        _conversations.Observe(Contact, Resolved);
        _conversations.Learn(ticket, Contact, Open);
        Assert.Equal(Resolved, _conversations.Find(Contact));
    }

    [Fact]
    public void Learn_EventsOfTwoConversationsOvertookTheAnswer_IsAskedAgain()
    {
        var ticket = _conversations.TakeTicket();
        _conversations.Observe(Contact, Open);
        _conversations.Observe(Contact, Newer);
        _conversations.Learn(ticket, Contact, Open);
        Assert.Null(_conversations.Find(Contact));

        _conversations.Learn(_conversations.TakeTicket(), Contact, Newer);
        Assert.Equal(Newer, _conversations.Find(Contact));
    }

    [Fact]
    public void Observe_KnownConversationResolved_IsRemembered()
    {
        _conversations.Learn(_conversations.TakeTicket(), Contact, Open);
        _conversations.Observe(Contact, Resolved);
        Assert.Equal(Resolved, _conversations.Find(Contact));
    }

    [Fact]
    public void Observe_AnotherConversationOfTheContact_IsAskedAgain()
    {
        _conversations.Learn(_conversations.TakeTicket(), Contact, Open);
        _conversations.Observe(Contact, Newer);
        Assert.Null(_conversations.Find(Contact));
    }

    [Fact]
    public void Observe_ConversationOfAnotherContactNow_IsForgottenUnderTheFormer()
    {
        _conversations.Learn(_conversations.TakeTicket(), Contact, Open);
        _conversations.Observe(Contact + 1, Resolved);
        Assert.Null(_conversations.Find(Contact));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ObserveContact_BlockedOrNot_OnlyAChangeIsAskedAgain(bool blocked, bool known)
    {
        _conversations.Learn(_conversations.TakeTicket(), Contact, Open);
        _conversations.ObserveContact(Contact, blocked);
        Assert.Equal(known, _conversations.Find(Contact) is not null);
    }

    [Fact]
    public void States_AfterTheSubscriptionEnded_NothingIsKnownAndNothingLearned()
    {
        var states = new ConversationStates();
        states.Begin("int_1");
        var subscribed = states.Of("int_1");
        var ticket = subscribed.TakeTicket();
        subscribed.Learn(ticket, Contact, Open);
        Assert.NotNull(states.Of("int_1").Find(Contact));

        states.End("int_1");
        states.Of("int_1").Learn(0, Contact, Open);
        Assert.Null(states.Of("int_1").Find(Contact));
        states.Begin("int_1");
        subscribed.Learn(ticket, Contact, Open);
        Assert.Null(states.Of("int_1").Find(Contact));
    }
}
