using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Telemetry;

/// <summary>One trace follows one message, and says nothing that is nobody's business.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Number = "5511987650001";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_EachWay_IsOneTraceThatNamesBothIdsAndNoSecret()
    {
        await using var collector = new OtlpReceiver();
        await using var chatwoot = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        await using var gateway = await StartAsync(collector.BaseUrl);
        await gateway.Http.CreateSandboxAsync("shop", Token);
        var instance = new BridgedInstance(chatwoot, gateway, "shop");
        await instance.ActivateAsync();

        var question = await instance.OpenChatAsync(Number, "Is the blue teapot in stock?", name: "Maria Souza");
        var answer = await chatwoot.Fake.ReplyAsync(question.ConversationId, "Yes, the blue one is.", Token);
        using var agent = new ChatwootAgent(chatwoot.BaseUrl);
        await agent.AttachAsync(question.ConversationId, "The price list", new AgentFile("secret-prices.pdf", "application/pdf", "%PDF-1.4 prices"u8.ToArray()));
        var sent = await instance.SentAsync(2);

        var spans = await Eventually.GetAsync(() => Task.FromResult(collector.Spans), all => all.Count(span => span.Name == "delivery attempt" && span["ponte.destination"] != "chatwoot-profile") >= 3);
        AssertOneTrace(spans, "whatsapp receive", "POST", question.SourceId!, question.Id);
        AssertOneTrace(spans, "chatwoot heard", "whatsapp send", sent[0].MessageId, answer);
        Assert.All(spans.Where(span => span.ParentId.Length == 0), root => Assert.Matches("^(whatsapp receive|chatwoot heard|[A-Z]+ api/.+|[A-Z]+ /api/.+)$", root.Name));
        AssertClean(collector.Everything);
        await gateway.StopAsync();
        AssertClean(collector.Everything);
    }

    [Fact]
    public async Task Messages_OfOneBatch_KeepTheirOwnTraces()
    {
        await using var collector = new OtlpReceiver();
        await using var chatwoot = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        await using var gateway = await StartAsync(collector.BaseUrl);
        await gateway.Http.CreateSandboxAsync("shop", Token);
        var instance = new BridgedInstance(chatwoot, gateway, "shop");
        await instance.ActivateAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => instance.CustomerWritesAsync($"55119876511{i:00}", $"hello {i}")));
        await instance.IncomingAsync(20);
        var spans = await Eventually.GetAsync(
            () => Task.FromResult(collector.Spans), all => all.Count(span => span.Name == "delivery attempt" && span["ponte.kind"] == "message") >= 20);

        var heard = spans.Where(span => span.Name == "whatsapp receive").ToDictionary(span => span["whatsapp.message_id"]!);
        var attempts = spans.Where(span => span.Name == "delivery attempt" && span["ponte.kind"] == "message").ToDictionary(span => span["whatsapp.message_id"]!);
        Assert.Equal(20, ids.Select(id => heard[id].TraceId).Distinct().Count());
        Assert.All(ids, id => Assert.Equal((heard[id].TraceId, heard[id].SpanId), (attempts[id].TraceId, attempts[id].ParentId)));
    }

    public void Dispose() => _folder.Dispose();

    private Task<GatewayProcess> StartAsync(string collector) => GatewayProcess.StartAsync(
        new GatewayStart
        {
            DataFolder = _folder.File("data"),
            Settings = new Dictionary<string, string> { ["Ponte:RateLimit:PerMinute"] = "1000000" },
            Environment = new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
            Report = TestContext.Current.TestOutputHelper!.WriteLine,
        },
        Token);

    private static void AssertOneTrace(IReadOnlyList<ReceivedSpan> spans, string beginning, string call, string whatsAppId, long chatwootId)
    {
        var attempt = Assert.Single(spans, span => span.Name == "delivery attempt" && span["whatsapp.message_id"] == whatsAppId);
        var trace = spans.Where(span => span.TraceId == attempt.TraceId).ToList();
        var root = Assert.Single(trace, span => span.ParentId.Length == 0);
        Assert.Equal(beginning, root.Name);
        Assert.Equal(root.SpanId, attempt.ParentId);
        Assert.Equal(root.SpanId, Assert.Single(trace, span => span.Name == "delivery enqueue").ParentId);
        Assert.Contains(trace, span => span.Name == call && span.ParentId == attempt.SpanId);
        Assert.Equal(chatwootId.ToString(CultureInfo.InvariantCulture), attempt["chatwoot.message_id"]);
        Assert.Contains(root.Tags, tag => tag is { Key: "whatsapp.message_id" or "chatwoot.message_id", Value: var id } && (id == whatsAppId || id == attempt["chatwoot.message_id"]));
        Assert.Equal(("1", "delivered"), (attempt["ponte.attempt"], attempt["ponte.outcome"]));
        Assert.All(["ponte.instance", "ponte.chat", "ponte.delivery", "chatwoot.conversation_id"], tag => Assert.NotNull(attempt[tag]));
    }

    private static void AssertClean(string exported)
    {
        string[] secrets =
        [
            Number, "teapot", "Maria", "the blue one", "price list", "secret-prices", "active_storage", FakeChatwootProcess.AdminToken, "FakeAdminPubsubToken1111", GatewayStart.AccountToken,
        ];
        Assert.All(secrets, secret => Assert.False(exported.Contains(secret, StringComparison.OrdinalIgnoreCase), $"'{secret}' is in a span."));
    }
}
