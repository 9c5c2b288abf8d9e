using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The rows of the activation page's error table that follow from what Chatwoot answers (http-contract 4.6 and §9).</summary>
[Collection(typeof(RefusalServers))]
public sealed class ChatwootRefusalTests(Servers servers)
{
    private const string NotFound = "Chatwoot account or endpoint not found - verify chatwootBaseUrl ({url}) and chatwootAccountId (2). Detail: ";
    private const string Denied = "Chatwoot denied the request - verify the API token has admin scope on account 2. Detail: ";
    private const string Invalid = "Chatwoot rejected the request as invalid - verify inboxName and the inbox settings. Detail: ";
    private const string Unreachable = "Chatwoot is unreachable at {url} - verify chatwootBaseUrl and that the host is reachable from the server. Detail: ";
    private const string Inboxes = "/accounts/2/inboxes$";
    private const string Profile = "/api/v1/profile$";
    private const string BotToken = "FakeBotTokenFakeBotToken";
    private readonly Refusals _refusals = new(servers);

    [Fact]
    public Task Set_UnknownAccount_Is400AccountNotFound() => _refusals.ExpectAsync(
        400,
        "Chatwoot account or endpoint not found - verify chatwootBaseUrl ({url}) and chatwootAccountId (999). Detail: HTTP 404: Resource could not be found",
        new { chatwootAccountId = 999 });

    [Fact]
    public Task Set_WrongPathPrefix_Is400EndpointNotFound() => _refusals.ExpectAsync(
        400,
        NotFound + "HTTP 404: Not Found",
        new { chatwootBaseUrl = $"http://localhost:{servers.Chatwoot.BaseUrl.Port}/chatwoot" });

    [Fact]
    public async Task Set_WebsiteInstead_Is400EndpointNotFound()
    {
        await using var website = new PlainServer(200, "text/html", "<html>\n<body>Our shop</body></html>");
        await _refusals.ExpectAsync(400, NotFound + "HTTP 200: <html> <body>Our shop</body></html>", new { chatwootBaseUrl = website.BaseUrl });
    }

    [Fact]
    public async Task Set_WebsiteThatAnswers404_Is400EndpointNotFound()
    {
        await using var website = new PlainServer(404, "text/html", "<h1>Nothing here</h1>");
        await _refusals.ExpectAsync(400, NotFound + "HTTP 404: <h1>Nothing here</h1>", new { chatwootBaseUrl = website.BaseUrl });
    }

    [Fact]
    public async Task Set_JsonOfSomethingElse_Is400EndpointNotFound()
    {
        await using var other = new PlainServer(200, "application/json", """{"hello":"world"}""");
        await _refusals.ExpectAsync(400, NotFound + "HTTP 200: {\"hello\":\"world\"}", new { chatwootBaseUrl = other.BaseUrl });
    }

    [Fact]
    public async Task Set_RedirectedAddress_Is400NamingTheTarget()
    {
        await using var old = new PlainServer(301, "text/html", "", "Location: https://chat.example.com/api/v1/profile\r\n");
        await _refusals.ExpectAsync(
            400,
            NotFound + "HTTP 301: redirects to https://chat.example.com; use that address as chatwootBaseUrl",
            new { chatwootBaseUrl = old.BaseUrl });
    }

    [Fact]
    public Task Set_InboxRefusedWith422_Is400RejectedAsInvalid() => _refusals.ExpectAsync(
        400,
        Invalid + "HTTP 422: Name can't be blank",
        fault: new FakeFault("status", "POST", Inboxes, 422, """{"message":"Name can't be blank","attributes":["name"]}"""));

    [Fact]
    public Task Set_UnknownToken_Is401() => _refusals.ExpectAsync(
        401,
        "Chatwoot rejected the API token - verify chatwootApiToken. Detail: HTTP 401: Invalid Access Token",
        new { chatwootApiToken = "NotTheTokenNotTheToken12" });

    [Fact]
    public Task Set_TokenStrippedByAProxy_Is401() => _refusals.ExpectAsync(
        401,
        "Chatwoot rejected the API token - verify chatwootApiToken. Detail: HTTP 401: You need to sign in or sign up before continuing.",
        fault: new FakeFault("status", "GET", Profile, 401, """{"errors":["You need to sign in or sign up before continuing."]}"""));

    [Fact]
    public Task Set_TokenOfAnAgent_Is403() => _refusals.ExpectAsync(
        403, Denied + "the token's user has the role agent on account 2", new { chatwootApiToken = FakeChatwootProcess.AgentToken });

    [Fact]
    public Task Set_AccountOfOthers_Is403() => _refusals.ExpectAsync(
        403,
        "Chatwoot denied the request - verify the API token has admin scope on account 3. Detail: HTTP 401: You are not authorized to access this account",
        new { chatwootAccountId = FakeChatwootProcess.ForeignAccountId });

    [Fact]
    public Task Set_SuspendedAccount_Is403() => _refusals.ExpectAsync(
        403,
        "Chatwoot denied the request - verify the API token has admin scope on account 4. Detail: account 4 is suspended",
        new { chatwootAccountId = FakeChatwootProcess.SuspendedAccountId });

    [Fact]
    public Task Set_TokenOfABot_Is403() => _refusals.ExpectAsync(
        403, Denied + "HTTP 401: Access to this endpoint is not authorized for bots", new { chatwootApiToken = BotToken });

    [Fact]
    public Task Set_InboxDenied_Is403() => _refusals.ExpectAsync(
        403,
        Denied + "HTTP 403: API access is not enabled for this account",
        fault: new FakeFault("status", "POST", Inboxes, 403, """{"error":"API access is not enabled for this account"}"""));

    [Theory]
    [InlineData(500, """{"status":500,"error":"Internal Server Error"}""", "HTTP 500: Internal Server Error")]
    [InlineData(502, "<h1>502 Bad Gateway</h1>", "HTTP 502: <h1>502 Bad Gateway</h1>")]
    [InlineData(503, "", "HTTP 503: empty answer")]
    [InlineData(429, "Retry later\n", "HTTP 429: Retry later")]
    public Task Set_ChatwootInTrouble_Is502(int status, string body, string detail) =>
        _refusals.ExpectAsync(502, Unreachable + detail, fault: new FakeFault("status", "GET", Profile, status, body));

    [Fact]
    public Task Set_InboxCreationBreaksWith500_Is502() => _refusals.ExpectAsync(
        502,
        Unreachable + "HTTP 500: Internal Server Error",
        fault: new FakeFault("status", "POST", Inboxes, 500, """{"status":500,"error":"Internal Server Error"}"""));

    [Fact]
    public async Task SetAgain_InboxCannotBeAsked_Is502AndTheFlagsStay()
    {
        var instance = await servers.ActivateAsync(new { signMessages = true });
        var before = await instance.AskListAsync();
        var url = servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);
        var fault = await servers.Fake.ArmAsync(new FakeFault("status", "GET", $"/inboxes/{instance.InboxId}$", 503), TestContext.Current.CancellationToken);

        var answer = await instance.SetAsync(ActivationBody.Of(url).ToJsonString());
        await servers.Fake.DisarmAsync(fault, TestContext.Current.CancellationToken);

        Assert.Equal(Answer.Error(502, Unreachable.Replace("{url}", url, StringComparison.Ordinal) + "HTTP 503: empty answer"), answer);
        Assert.Equal(before, await instance.AskListAsync());
    }

    [Fact]
    public Task Set_ConnectionCut_Is502() => _refusals.ExpectAsync(502, Unreachable + "connection reset", fault: new FakeFault("reset", "GET", Profile));

    [Fact]
    public Task Set_NobodyListens_Is502() => _refusals.ExpectAsync(502, Unreachable + "connection refused", new { chatwootBaseUrl = "http://127.0.0.1:1" });

    [Fact]
    public Task Set_NoSuchHost_Is502() => _refusals.ExpectAsync(502, Unreachable + "no such host", new { chatwootBaseUrl = "http://chat.invalid" });

    [Fact]
    public async Task Set_HttpsToAPlainPort_Is502NamingTls()
    {
        var instance = await servers.CreateAsync();
        var url = $"https://127.0.0.1:{servers.Chatwoot.BaseUrl.Port}";

        var answer = await instance.SetAsync(ActivationBody.Of(url).ToJsonString());

        Assert.Equal(502, answer.Status);
        Assert.StartsWith(
            $$"""{"success":false,"error":{"message":"{{Unreachable.Replace("{url}", url, StringComparison.Ordinal)}}TLS: """, answer.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await instance.AskListAsync()).Status);
    }
}
