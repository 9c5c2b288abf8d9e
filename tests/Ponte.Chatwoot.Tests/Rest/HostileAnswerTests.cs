using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class HostileAnswerTests
{
    private const string Json = "application/json; charset=utf-8";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/html", "<html>\n  <title>Hello</title>\r\n</html>", "HTTP 200: <html> <title>Hello</title> </html>")]
    [InlineData(Json, """{"hello":"world"}""", """HTTP 200: {"hello":"world"}""")]
    [InlineData(Json, """{"id":3,"accounts":[],"pubsub_token":"p""", """HTTP 200: {"id":3,"accounts":[],"pubsub_token":"[secret]""")]
    [InlineData(Json, "null", "HTTP 200: null")]
    [InlineData(Json, "[]", "HTTP 200: []")]
    [InlineData(Json, """{"id":"x","accounts":7}""", """HTTP 200: {"id":"x","accounts":7}""")]
    [InlineData(Json, "", "HTTP 200: empty answer")]
    public async Task Get_SuccessThatIsNotChatwoots_IsNotChatwoot(string type, string body, string detail)
    {
        await using var server = RawServer.Answering(200, type, body);

        var error = (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.NotChatwoot, RequestFate.Unknown, 200), (error.Kind, error.Fate, error.HttpStatus));
        Assert.Equal(detail, error.Detail.Replace("[secret]\"", "[secret]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_UnreadableAnswerAboutAPerson_IsNotQuoted()
    {
        await using var server = RawServer.Answering(200, Json, """{"payload":{"phone_number":"+5511900000001"}}""");

        var error = (await Clients.For(server.BaseUrl).Contacts.CreateAsync(new(1, "s"), Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.NotChatwoot, "HTTP 200: the answer is JSON, but not Chatwoot's"), (error.Kind, error.Detail));
    }

    [Theory]
    [InlineData("""{"error":"bad TOKENTOKENTOKEN here"}""", "HTTP 400: bad [token] here")]
    [InlineData("""<p>Api-Access-Token: TOKENTOKENTOKEN</p>""", "HTTP 400: <p>Api-Access-Token: [token]</p>")]
    [InlineData("""{"access_token":"other","message":7}""", """HTTP 400: {"access_token":"[secret]","message":7}""")]
    [InlineData("""{"errors":["a",{"b":1}]}""", """HTTP 400: a, {"b":1}""")]
    [InlineData("""{"error":{"code":1},"message":"m\u0000\n\u001bx"}""", "HTTP 400: m x")]
    public async Task Get_ErrorBody_IsOneLineWithoutSecrets(string body, string detail)
    {
        await using var server = RawServer.Answering(400, Json, body);

        Assert.Equal(detail, (await Clients.For(server.BaseUrl, "TOKENTOKENTOKEN").Profile.GetAsync(Stop)).Error!.Detail);
    }

    [Theory]
    [InlineData(502, ChatwootErrorKind.Unavailable, RequestFate.MayStillRun)]
    [InlineData(503, ChatwootErrorKind.Unavailable, RequestFate.Unknown)]
    [InlineData(504, ChatwootErrorKind.Unavailable, RequestFate.MayStillRun)]
    [InlineData(500, ChatwootErrorKind.ServerError, RequestFate.Unknown)]
    [InlineData(522, ChatwootErrorKind.ServerError, RequestFate.MayStillRun)]
    [InlineData(413, ChatwootErrorKind.TooLarge, RequestFate.NotExecuted)]
    [InlineData(418, ChatwootErrorKind.BadRequest, RequestFate.NotExecuted)]
    [InlineData(402, ChatwootErrorKind.Forbidden, RequestFate.NotExecuted)]
    [InlineData(401, ChatwootErrorKind.Forbidden, RequestFate.NotExecuted)]
    [InlineData(404, ChatwootErrorKind.NotChatwoot, RequestFate.NotExecuted)]
    public async Task Post_HtmlErrorOfAProxy_IsClassifiedByItsStatus(int status, ChatwootErrorKind kind, RequestFate fate)
    {
        await using var server = RawServer.Answering(status, "text/html", "<html>proxy</html>");

        var error = (await Clients.For(server.BaseUrl).Messages.CreateAsync(1, Chatwoots.Incoming("x"), Stop)).Error!;

        Assert.Equal(new ChatwootError(kind, $"HTTP {status}: <html>proxy</html>", fate, status), error);
    }

    [Theory]
    [InlineData("Location: https://chat.example.com/api/v1/profile\r\n", "redirects to https://chat.example.com; use that address as chatwootBaseUrl")]
    [InlineData("Location: https://chat.example.com:8443/sub/api/v1/profile?token=secret\r\n", "redirects to https://chat.example.com:8443/sub; use that address as chatwootBaseUrl")]
    [InlineData("Location: https://user:pass@login.example.com/start\r\n", "redirects to https://login.example.com/start; use that address as chatwootBaseUrl")]
    [InlineData("Location: javascript:alert(1)\r\n", "redirects without saying where")]
    [InlineData("", "redirects without saying where")]
    public async Task Get_Redirect_IsNotFollowedAndNamesTheAddress(string headers, string text)
    {
        await using var server = RawServer.Answering(301, "text/html", "moved", headers);

        var error = (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!;

        Assert.Equal(new ChatwootError(ChatwootErrorKind.Redirected, $"HTTP 301: {text}", RequestFate.NotExecuted, 301), error);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 30\r\n", 30)]
    [InlineData("Retry-After: Wed, 01 Jan 2020 00:00:00 GMT\r\n", 0)]
    [InlineData("Retry-After: soon\r\n", null)]
    [InlineData("", null)]
    public async Task Get_RateLimited_TellsTheWait(string header, int? seconds)
    {
        await using var server = RawServer.Answering(429, "text/plain", "Retry later\n", header);

        var error = (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.RateLimited, "HTTP 429: Retry later", seconds), (error.Kind, error.Detail, (int?)error.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task Get_NotHttp_IsNotChatwoot()
    {
        await using var server = RawServer.Answering("SSH-2.0-OpenSSH_9.2\r\n");

        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!.Kind);
    }

    [Fact]
    public async Task Get_EndlessErrorBody_IsReadNoFurtherThanTheLimit()
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 500 X\r\nContent-Type: application/json\r\n\r\n{\"error\":\""u8.ToArray(), stop);
            var block = Enumerable.Repeat((byte)'x', 64 * 1024).ToArray();
            while (true)
            {
                await stream.WriteAsync(block, stop);
            }
        });

        var error = (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.ServerError, 500), (error.Kind, error.HttpStatus));
        Assert.InRange(error.Detail.Length, 200, 220);
    }

    [Fact]
    public async Task Get_EndlessAnswer_IsTooLarge()
    {
        await using var server = new RawServer(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n{\"a\":\""u8.ToArray(), stop);
            var block = Enumerable.Repeat((byte)'x', 64 * 1024).ToArray();
            while (true)
            {
                await stream.WriteAsync(block, stop);
            }
        });

        var error = (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!;

        Assert.Equal((ChatwootErrorKind.TooLarge, RequestFate.Unknown, 200), (error.Kind, error.Fate, error.HttpStatus));
    }

    [Theory]
    [InlineData("""{"payload":null}""")]
    [InlineData("""{"payload":[null]}""")]
    [InlineData("""{"payload":[7]}""")]
    [InlineData("""{"payload":[{}]}""")]
    [InlineData("""{"payload":{"a":{"id":1}}}""")]
    [InlineData("""{}""")]
    public async Task List_UnreadableItems_IsAnErrorAndNeverAShorterList(string body)
    {
        await using var server = RawServer.Answering(200, Json, body);
        var client = Clients.For(server.BaseUrl);

        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Messages.ListAsync(1, cancellationToken: Stop)).Error!.Kind);
        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Inboxes.ListAsync(Stop)).Error!.Kind);
        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Inboxes.ListAgentsAsync(Stop)).Error!.Kind);
        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Contacts.FilterByIdentifierAsync("x", Stop)).Error!.Kind);
        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Contacts.GetConversationsAsync(1, Stop)).Error!.Kind);
        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await client.Conversations.ListAsync(new(), Stop)).Error!.Kind);
    }

    [Fact]
    public async Task Get_ErrorBodyMadeToSlowUsDown_IsReadInTime()
    {
        await using var server = RawServer.Answering(400, Json, "\"" + string.Concat(Enumerable.Repeat("token", 13_000)));

        var error = (await Clients.For(server.BaseUrl, "other", timeout: TimeSpan.FromSeconds(5)).Profile.GetAsync(Stop)).Error!;

        Assert.StartsWith("HTTP 400: \"tokentoken", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":"\ud800"}""", ChatwootErrorKind.BadRequest)]
    [InlineData(400, """{"\ud800":"x","error":"e"}""", ChatwootErrorKind.BadRequest)]
    [InlineData(200, """{"\ud800":"x"}""", ChatwootErrorKind.NotChatwoot)]
    public async Task Get_HalfASurrogatePair_IsClassified(int status, string body, ChatwootErrorKind kind)
    {
        await using var server = RawServer.Answering(status, Json, body);

        Assert.Equal(kind, (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!.Kind);
    }

    [Fact]
    public async Task Get_DeeplyNestedAnswer_IsNotChatwoot()
    {
        await using var server = RawServer.Answering(200, Json, new string('[', 100_000));

        Assert.Equal(ChatwootErrorKind.NotChatwoot, (await Clients.For(server.BaseUrl).Profile.GetAsync(Stop)).Error!.Kind);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":", ChatwootErrorKind.ConnectionLost, RequestFate.Unknown)]
    [InlineData("HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"err", ChatwootErrorKind.Unavailable, RequestFate.Unknown)]
    [InlineData("HTTP/1.1 200", ChatwootErrorKind.ConnectionLost, RequestFate.MayStillRun)]
    [InlineData("", ChatwootErrorKind.ConnectionLost, RequestFate.MayStillRun)]
    public async Task Post_AnswerCutOff_KnowsHowFarItGot(string answer, ChatwootErrorKind kind, RequestFate fate)
    {
        await using var server = RawServer.Answering(answer);

        var error = (await Clients.For(server.BaseUrl).Messages.CreateAsync(1, Chatwoots.Incoming("x"), Stop)).Error!;

        Assert.Equal((kind, fate), (error.Kind, error.Fate));
    }
}
