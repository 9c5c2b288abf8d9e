using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Bridge.Incoming;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class ConversationPaceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public void WaitFor_MinuteUsedUp_AnswersWhenTheOldestLeavesIt()
    {
        var pace = new ConversationPace(_time);
        var began = _time.GetUtcNow();
        Assert.All(Enumerable.Range(0, ConversationPace.PerMinute), _ => Assert.Null(pace.WaitFor("int_1", 7)));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(began + TimeSpan.FromMinutes(1), pace.WaitFor("int_1", 7));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(pace.WaitFor("int_1", 7));
    }

    [Fact]
    public void WaitFor_OtherConversations_AreNotHeldBack()
    {
        var pace = new ConversationPace(_time);
        Assert.All(Enumerable.Range(0, ConversationPace.PerMinute), _ => Assert.Null(pace.WaitFor("int_1", 7)));

        Assert.NotNull(pace.WaitFor("int_1", 7));
        Assert.Null(pace.WaitFor("int_1", 8));
        Assert.Null(pace.WaitFor("int_2", 7));
    }

    [Fact]
    public void WaitFor_Refused_TakesNoPlace()
    {
        var pace = new ConversationPace(_time);
        Assert.All(Enumerable.Range(0, ConversationPace.PerMinute), _ => Assert.Null(pace.WaitFor("int_1", 7)));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.NotNull(pace.WaitFor("int_1", 7)));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.All(Enumerable.Range(0, ConversationPace.PerMinute), _ => Assert.Null(pace.WaitFor("int_1", 7)));
        Assert.NotNull(pace.WaitFor("int_1", 7));
    }
}
