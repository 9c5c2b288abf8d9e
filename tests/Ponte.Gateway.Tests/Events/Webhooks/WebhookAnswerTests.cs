using System.Net;
using System.Net.Sockets;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Egress;
using Ponte.Gateway.Events.Webhooks;

namespace Ponte.Gateway.Tests.Events.Webhooks;

public sealed class WebhookAnswerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_669_200);

    [Theory]
    [InlineData(200, "delivered")]
    [InlineData(299, "delivered")]
    [InlineData(301, "webhook_refused")]
    [InlineData(400, "webhook_refused")]
    [InlineData(410, "webhook_refused")]
    [InlineData(408, "again")]
    [InlineData(425, "again")]
    [InlineData(429, "again")]
    [InlineData(500, "again")]
    [InlineData(503, "again")]
    public void Status_OfAReceiver_MeansWhatTheContractSays(int status, string meaning) =>
        Assert.Equal(meaning, Name(WebhookAnswer.Of((HttpStatusCode)status, null, Row(TimeSpan.FromHours(23)), Now)));

    [Theory]
    [InlineData(23, null, "again")]
    [InlineData(24, null, "webhook_failing")]
    [InlineData(400, 23, "again")]
    [InlineData(400, 24, "webhook_failing")]
    public void Trouble_AfterADay_IsFinalAndAReplayBeginsAnew(int hours, int? replayedHoursAgo, string meaning)
    {
        var row = Row(TimeSpan.FromHours(hours)) with { ReplayedAt = replayedHoursAgo is { } ago ? Now - TimeSpan.FromHours(ago) : null };

        Assert.Equal(meaning, Name(WebhookAnswer.Of(HttpStatusCode.BadGateway, null, row, Now)));
    }

    [Theory]
    [InlineData(-5, null)]
    [InlineData(30, 30)]
    [InlineData(100_000, 300)]
    public void RetryAfter_OfAReceiver_IsHonouredUpToFiveMinutes(int asked, int? seconds)
    {
        var again = Assert.IsType<DeliveryOutcome.RetryAt>(WebhookAnswer.Of(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(asked), Row(TimeSpan.Zero), Now));

        Assert.Equal(seconds is { } pause ? Now + TimeSpan.FromSeconds(pause) : null, again.NotBefore);
    }

    [Fact]
    public void Connection_ThatFails_IsTriedAgainAndARefusedAddressIsNot()
    {
        var row = Row(TimeSpan.Zero);
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.ConnectionRefused));
        var again = Assert.IsType<DeliveryOutcome.RetryAt>(WebhookAnswer.Of(refused, row, Now));
        Assert.Equal(new DeliveryFailure("webhook_unreachable", "The receiver could not be reached: connection refused.", Certain: true), again.Failure);

        Assert.False(Assert.IsType<DeliveryOutcome.RetryAt>(WebhookAnswer.Of(new HttpRequestException(HttpRequestError.ResponseEnded), row, Now)).Failure.Certain);
        Assert.False(Assert.IsType<DeliveryOutcome.RetryAt>(WebhookAnswer.Late(TimeSpan.FromSeconds(10), row, Now)).Failure.Certain);
        Assert.Equal("egress_refused", Name(WebhookAnswer.Of(new HttpRequestException("x", new EgressRefusedException("not here")), row, Now)));
    }

    private static Delivery Row(TimeSpan age) =>
        new(7, new LaneKey("ins_1", 1, "webhook:1"), DeliveryKind.Event, "A", "{}", 3, Now, true, Now - age, Now - age, null);

    private static string Name(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.RetryAt => "again",
        DeliveryOutcome.Failed failed => failed.Failure.Code,
        _ => "other",
    };
}
