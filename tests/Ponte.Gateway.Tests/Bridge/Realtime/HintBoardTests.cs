using Ponte.Gateway.Bridge.Realtime;

namespace Ponte.Gateway.Tests.Bridge.Realtime;

public sealed class HintBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Hints_OfOneConversation_AreReadOnceUpToTheHighest()
    {
        var board = new HintBoard(10);
        board.Add(Hint.Heard("int_1", 5, 12), Now + Second);
        board.Add(Hint.Heard("int_1", 5, 11), Now + (2 * Second));

        Assert.Empty(board.Take(Now, 10));
        Assert.Equal(12, Assert.Single(board.Take(Now + Second, 10)).MessageId);
        Assert.Empty(board.Take(Now + Second, 10));
    }

    [Fact]
    public void HintHeardWhileItsConversationIsRead_IsReadAfterwards()
    {
        var board = new HintBoard(10);
        board.Add(Hint.Heard("int_1", 5, 11), Now);
        var taken = Assert.Single(board.Take(Now, 10));
        board.Add(Hint.Heard("int_1", 5, 12), Now + Second);
        board.Done(taken);

        Assert.Equal(Second, board.NextDue(Now));
        Assert.Equal(12, Assert.Single(board.Take(Now + Second, 10)).MessageId);
    }

    [Fact]
    public void Done_LeavesNothingBehind()
    {
        var board = new HintBoard(1);
        board.Add(Hint.Heard("int_1", 5, 11), Now);
        board.Done(Assert.Single(board.Take(Now, 10)));

        Assert.Null(board.NextDue(Now));
        Assert.True(board.Add(Hint.Heard("int_1", 6, 12), Now));
        Assert.False(board.Add(Hint.Heard("int_1", 7, 13), Now));
        Assert.True(board.Add(Hint.Heard("int_1", 6, 14), Now));
    }

    [Fact]
    public void Failures_WaitLongerEachTime_AndNeighboursDoNot()
    {
        var board = new HintBoard(10);
        board.Add(Hint.Heard("int_1", 5, 11), Now);
        var pauses = new List<double>();
        var at = Now;
        for (var i = 0; i < 7; i++)
        {
            board.Failed(Assert.Single(board.Take(at, 10)), at);
            pauses.Add(board.NextDue(at)!.Value.TotalSeconds);
            at += board.NextDue(at)!.Value;
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], pauses);
        board.Failed(Assert.Single(board.Take(at, 10)), at);
        board.Add(Hint.Heard("int_1", 5, 12), at);
        board.Add(Hint.Heard("int_1", 6, 13), at);
        Assert.Equal(6, Assert.Single(board.Take(at, 10)).ConversationId);
    }

    [Fact]
    public void HintsOfCableAndWebhook_BecomeOne()
    {
        var live = Hint.Heard("int_1", 5, 12);
        var stored = new Hint("int_1", 5, 11, 4, 6, 1_000);

        var both = new Hint("int_1", 5, 12, 4, 6, 1_000);
        Assert.Equal(both, live.Widen(stored));
        Assert.Equal(both, stored.Widen(live));
        Assert.Equal(both with { ChangedFrom = 2, ChangedTo = 9 }, both.Widen(new Hint("int_1", 5, 0, 2, 9, 500)));
    }
}
