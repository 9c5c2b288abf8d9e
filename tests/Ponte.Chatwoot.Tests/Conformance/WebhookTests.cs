using System.Text;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Ponte.FakeChatwoot.Webhooks;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Webhook signature, order, failure and modes (contract 8.5, 8.6).</summary>
public sealed class WebhookTests
{
    [Fact]
    public void Signature_RecordedVectors_Fit()
    {
        var vectors = Recording.Load("4.15.1", "07-webhooks-signature-vector").Json["vectors"]!.AsArray();
        Assert.NotEmpty(vectors);
        Assert.All(vectors, static vector => Assert.Equal(
            vector!["signature"]!.ToString(),
            WebhookSignature.Of(vector["secret"]!.ToString(), vector["timestamp"]!.ToString(), Encoding.UTF8.GetBytes(vector["body_raw"]!.ToString()))));
    }

    [Fact]
    public void Body_RecordedVectors_AreWrittenByteForByte()
    {
        var vectors = Recording.Load("4.15.1", "07-webhooks-signature-vector").Json["vectors"]!.AsArray();
        Assert.All(vectors, static vector => Assert.Equal(vector!["body_raw"]!.ToString(), WebhookViews.Write(JsonNode.Parse(vector["body_raw"]!.ToString())!.AsObject())));
    }

    [Fact]
    public async Task Delivery_TwentyFiveQuickMessages_EachArrivesOnceAndSigned()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        using var caller = new Caller(chatwoot);
        await caller.StartConversationAsync(receiver.BaseUrl + "/hook");
        for (var number = 0; number < 25; number++)
        {
            await caller.WriteAsync("n" + number);
        }

        await Eventually.HoldsAsync(() => Created(receiver).Count == 25);
        Assert.Equal(25, Created(receiver).Distinct().Count());
        // Random delays over ten threads: that all 25 come in order is as good as impossible.
        Assert.NotEqual(Created(receiver).Order(), Created(receiver));
        var secret = chatwoot.Control.Inboxes()[0]!["secret"]!.ToString();
        Assert.All(receiver.Received, hook => Assert.Equal(WebhookSignature.Of(secret, hook.Headers["X-Chatwoot-Timestamp"], Encoding.UTF8.GetBytes(hook.Raw)), hook.Headers["X-Chatwoot-Signature"]));
    }

    [Theory]
    [InlineData("dropped", 0)]
    [InlineData("unsigned", 1)]
    [InlineData("duplicated", 2)]
    public async Task Mode_OneMessage_ArrivesAsOftenAsTheModeSays(string mode, int expected)
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        using var caller = new Caller(chatwoot);
        await caller.StartConversationAsync(receiver.BaseUrl + "/hook");
        await Eventually.HoldsAsync(() => receiver.Received.Count == 1);
        await caller.ControlAsync("settings", new JsonObject { ["webhook_mode"] = mode });
        await caller.WriteAsync("one");
        await caller.ControlAsync("settings", new JsonObject { ["webhook_mode"] = "normal" });
        await caller.WriteAsync("two");
        await Eventually.HoldsAsync(() => Contents(receiver, "two") == 1 && Contents(receiver, "one") >= expected);
        Assert.Equal(expected, Contents(receiver, "one"));
    }

    [Fact]
    public async Task SsrfRefused_Message_BecomesFailedWithTheText()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: new FakeSettings { WebhookMode = "ssrf_refused" });
        using var caller = new Caller(chatwoot);
        await caller.StartConversationAsync("http://bridge.internal/hook");
        await caller.WriteAsync("x", type: "outgoing");
        await Eventually.HoldsAsync(() => chatwoot.Control.Messages()[0].Status == "failed");
        Assert.Equal("Hostname 'bridge.internal' has no public ip addresses", chatwoot.Control.Messages()[0].ContentAttributes["external_error"]!.ToString());
    }

    private static List<long> Created(WebhookReceiver receiver) => [.. receiver.Received.Where(static hook => hook.Event == "message_created").Select(static hook => hook.Body["id"]!.GetValue<long>())];

    private static int Contents(WebhookReceiver receiver, string content) => receiver.Received.Count(hook => hook.Event == "message_created" && hook.Body["content"]!.ToString() == content);
}
