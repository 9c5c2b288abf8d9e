using System.Text;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>Chatwoot's token is told by <c>list</c> and by nothing else.</summary>
public sealed class SecretsTests
{
    private const string Rejected = "RejectedTokenRejected123";
    private const string Secret = FakeChatwootProcess.AdminToken;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_AfterSuccessAndFailure_IsNowhereButInList()
    {
        using var folder = new TemporaryFolder();
        await using var chatwoot = await FakeChatwootProcess.StartAsync(cancellationToken: Token);
        var settings = new Dictionary<string, string>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Ponte"] = "Trace",
            ["Ponte:RateLimit:PerMinute"] = "1000000",
        };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.File("data"), Settings = settings }, Token);
        var answers = await AnswersAsync(gateway, chatwoot);

        // A message each way, a lost connection and a refused call write to the log too.
        var instance = new BridgedInstance(chatwoot, gateway, "shop");
        await instance.ActivateAsync();
        var question = await instance.OpenChatAsync("5511900000001");
        await instance.HeardAsync(question.ConversationId);
        await chatwoot.Fake.CableAsync("drop", Token);
        await chatwoot.Fake.SetUserAsync(3, new { rotateToken = true }, Token);
        await instance.CustomerWritesAsync("5511900000001", "Anybody there?");
        await instance.HasStatusAsync("error");

        Assert.All(answers, answer => AssertClean(answer.Body));
        AssertClean((await instance.ListAsync()).GetProperty("last_error").GetString()!);
        AssertClean(gateway.Output);
        Assert.Equal(Secret, (await instance.ListAsync()).GetProperty("chatwoot_api_token").GetString());
        await gateway.StopAsync();
        var files = Directory.GetFiles(folder.File("data"), "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith(".db", StringComparison.Ordinal));
        Assert.All(files, file => AssertClean(Encoding.Latin1.GetString(File.ReadAllBytes(file))));
    }

    private static async Task<List<Answer>> AnswersAsync(GatewayProcess gateway, FakeChatwootProcess chatwoot)
    {
        var url = chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);
        await using var echo = new PlainServer(200, "text/html", $"your token is {Secret}, \"access_token\":\"{Secret}\"");
        await using var echoRejected = new PlainServer(418, "application/json", $$"""{"error":"{{Rejected}} is no token"}""");
        string Body(object changes) => ActivationBody.Of(url, changes).ToJsonString();
        var inline = Body(new { name = "shop", engine = "sandbox", chatwootEnabled = true });
        return
        [
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/instance/new", inline),
            await gateway.Http.AskAsync(HttpMethod.Get, "/api/instance/list"),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootApiToken = Rejected })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootAccountId = 99 })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootBaseUrl = "http://127.0.0.1:1" })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootBaseUrl = echo.BaseUrl })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootBaseUrl = echoRejected.BaseUrl, chatwootApiToken = Rejected })),
            await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", Body(new { chatwootApiToken = Secret + " x" })),
        ];
    }

    private static void AssertClean(string text)
    {
        // A short message: the whole text may be megabytes.
        Assert.False(text.Contains(Secret, StringComparison.Ordinal), "The token is shown.");
        Assert.False(text.Contains(Rejected, StringComparison.Ordinal), "The rejected token is shown.");
        Assert.False(text.Contains("FakeAdminPubsubToken1111", StringComparison.Ordinal), "The realtime token is shown.");
    }
}
