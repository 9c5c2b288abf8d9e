using Ponte.Gateway.Bridge.Incoming;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using static Ponte.Gateway.Tests.Bridge.Happenings;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class SourceIdsTests
{
    [Fact]
    public void Of_EveryKind_NamesTheFact()
    {
        Assert.Equal("3EB0A1", SourceIds.Of(Message(new IncomingText("x")), DeliveryKind.Message));
        Assert.Equal("3EB0A1:undecryptable", SourceIds.Of(Message(new IncomingUndecryptable()), DeliveryKind.Message));
        Assert.Equal("3EB0A0:reaction:3EB0A1", SourceIds.Of(new ReactionChanged(Chat, Id, Other, Maria, false, At, "x"), DeliveryKind.Reaction));
        Assert.Equal("3EB0A1:call", SourceIds.Of(new CallChanged(Chat, Id, Maria, At, CallOutcome.Missed, false), DeliveryKind.Call));
    }

    [Fact]
    public void Of_LongestIds_FitChatwootAndDiffer()
    {
        var longest = MessageId.Parse(new string('a', 128));
        var one = SourceIds.Of(new ReactionChanged(Chat, longest, longest, Maria, false, At, "x"), DeliveryKind.Reaction);
        var other = SourceIds.Of(new MessageDeleted(Chat, longest, longest, Maria, false, At), DeliveryKind.Delete);

        Assert.InRange(one.Length, 1, 255);
        Assert.NotEqual(one, other);
        Assert.InRange(SourceIds.Placeholder(longest).Value.Length, 1, 128);
    }
}
