using System.Text;
using System.Text.Json;
using Ponte.Gateway.Bridge.Webhooks;

namespace Ponte.Gateway.Tests.Bridge.Webhooks;

public sealed class WebhookNewsTests
{
    [Theory]
    [InlineData("4.15.1", 433)]
    [InlineData("4.3.0", 438)]
    public void TryRead_RecordedScenario_HearsRepliesDeletionAndRetryAlone(string version, long reply)
    {
        var heard = new List<WebhookNews>();
        foreach (var webhook in RecordedWebhooks.Of(version, "07-webhooks-delivery"))
        {
            Assert.True(WebhookNews.TryRead(Encoding.UTF8.GetBytes(webhook.GetProperty("body").GetRawText()), out var news));
            if (news is not null)
            {
                heard.Add(news);
            }
        }

        // The reply, the one with a file, the Retry's first update and the deletion; not: what the bridge posted, the private note, ticks, the failure, typing.
        Assert.Equal([(reply, false), (reply + 1, false), (reply, true), (reply, true)], heard.Select(news => (news.MessageId, news.IsChange)));
        Assert.Single(heard.Select(news => (news.InboxId, news.ConversationId)).Distinct());
    }

    [Theory]
    [InlineData("4.15.1")]
    [InlineData("4.3.0")]
    public void TryRead_RecordedTemplates_AreHeard(string version)
    {
        var heard = RecordedWebhooks.Of(version, "07-webhooks-templates").Count(webhook =>
            WebhookNews.TryRead(Encoding.UTF8.GetBytes(webhook.GetProperty("body").GetRawText()), out var news) && news is { IsChange: false });

        Assert.True(heard > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1} x")]
    public void TryRead_NoObject_IsTold(string body) => Assert.False(WebhookNews.TryRead(Encoding.UTF8.GetBytes(body), out _));

    [Fact]
    public void TryRead_OddValues_AreNobodysBusiness()
    {
        const string Good = """{"event":"message_created","id":5,"message_type":"outgoing","private":false,"inbox":{"id":7},"conversation":{"id":12}}""";
        Assert.Equal(new WebhookNews(7, 12, 5, false), Read(Good));
        foreach (var (part, odd) in new[] { ("5", "0"), ("5", "-5"), ("5", "5.5"), ("5", "\"5\""), ("5", "9223372036854775807"), ("{\"id\":7}", "7"), ("{\"id\":12}", "null"), ("outgoing", "incoming") })
        {
            Assert.Null(Read(Good.Replace(part, odd, StringComparison.Ordinal)));
        }
    }

    private static WebhookNews? Read(string body) => WebhookNews.TryRead(Encoding.UTF8.GetBytes(body), out var news) ? news : throw new JsonException(body);
}
