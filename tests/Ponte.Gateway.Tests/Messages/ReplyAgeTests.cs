using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Tests.Messages;

public sealed class ReplyAgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutgoingPayload Reply = new("Hello", new ChatwootOrigin("int_1", 5, 42));

    [Theory]
    [InlineData(24, 24, null)]
    [InlineData(24, 24.01, "This reply waited 24 hours and was not sent, so that it does not surprise the customer. Press Retry to send it now.")]
    [InlineData(1, 1.5, "This reply waited 1 hour and was not sent, so that it does not surprise the customer. Press Retry to send it now.")]
    [InlineData(8760, 9000, "This reply waited 9000 hours and was not sent, so that it does not surprise the customer. Press Retry to send it now.")]
    [InlineData(0, 9000, null)]
    public void TooOld_OfAnAgentsMessage_SaysHowLongItWaited(int limit, double hours, string? reason)
    {
        var failure = Ages(limit).TooOld(Attempt(hours), Reply);

        Assert.Equal(reason, failure?.Reason);
        Assert.True(failure is null or { Code: "reply_too_old", Certain: true });
    }

    [Fact]
    public void TooOld_OfAnythingElse_HasNoLimit()
    {
        Assert.Null(Ages(24).TooOld(Attempt(100), Reply with { Origin = null }));
        Assert.Null(Ages(24).TooOld(Attempt(100), Reply with { DeleteTarget = "3EB0" }));
        Assert.Null(Ages(24).TooOld(Attempt(100) with { MayHaveArrived = true }, Reply));
    }

    private static ReplyAge Ages(int limit) => new(Options.Create(new BridgeOptions { MaxReplyAgeHours = limit }), new FakeTimeProvider(Now));

    private static DeliveryAttempt Attempt(double hours) => new(
        new Delivery(1, new LaneKey("ins_1", 1, Destination.WhatsApp), DeliveryKind.Message, "3EB0", "", 0, Now, true, Now, Now.AddHours(-hours), null), false, Now);
}
