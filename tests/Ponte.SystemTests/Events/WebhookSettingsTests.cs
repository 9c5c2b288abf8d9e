using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>The rules of http-contract 6.1 and 6.3 for what is stored and shown.</summary>
[Collection(typeof(EventServers))]
public sealed class WebhookSettingsTests(Servers servers)
{
    private const string Names = "message.exchange, message.status, call.update, group.flow, instance.state, label.update";

    private static readonly string[] Doubled = ["message.status", "message.exchange", "message.status"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Webhook_OverItsLife_IsStoredAsTheContractSays(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);
        var http = instance.Gateway.Http;
        var path = $"/api/events/getWebhook/{instance.Name}";
        Assert.Equal("""{"success":true,"message":"Webhook configuration retrieved","webhooks":[]}""", (await http.AskAsync(HttpMethod.Get, path)).Body);
        Assert.Equal(Answer.Error(404, "Webhook not found"), await http.AskAsync(HttpMethod.Get, path + "?label="));

        var first = await instance.SetWebhookAsync(new
        {
            enabled = true,
            url = "https://app.example.com/in?key=1",
            authorization = "Bearer abc",
            secret = "s",
            byEvents = true,
            events = Doubled,
            mediaBase64 = true,
        });
        Assert.Equal(
            """{"label":"default","enabled":true,"url":"https://app.example.com/in?key=1","authorization":"Bearer abc","byEvents":true,"events":["message.status","message.exchange"],"mediaBase64":true,"hasSecret":true}""",
            first.GetRawText());

        await instance.SetWebhookAsync(new { label = "zeta", enabled = true, url = "http://zeta.example.com" });
        await instance.SetWebhookAsync(new { label = "alpha", enabled = true, url = "http://alpha.example.com" });
        Assert.Equal(
            Answer.Error(409, "At most 3 webhooks can be enabled per instance"), await instance.AskWebhookAsync("""{"label":"four","enabled":true,"url":"http://four.example.com"}"""));
        await instance.SetWebhookAsync(new { label = "off", enabled = false, url = "http://off.example.com" });

        // The same label again replaces everything; disabled, nothing but the label and byEvents stays.
        var again = await instance.SetWebhookAsync(new { label = "", enabled = true, url = "https://other.example.com" });
        Assert.Equal(
            """{"label":"default","enabled":true,"url":"https://other.example.com","authorization":null,"byEvents":false,"events":[],"mediaBase64":false,"hasSecret":false}""",
            again.GetRawText());
        var off = await instance.SetWebhookAsync(new { label = "zeta", enabled = false, url = "http://z", authorization = "x", secret = "y", events = EventApi.Calls, mediaBase64 = true, byEvents = true });
        Assert.Equal(
            """{"label":"zeta","enabled":false,"url":"","authorization":null,"byEvents":true,"events":[],"mediaBase64":false,"hasSecret":false}""", off.GetRawText());
        await instance.SetWebhookAsync(new { label = "four", enabled = true, url = "http://four.example.com" });

        var all = (await http.SendAsync(HttpMethod.Get, $"/api/events/webhook/{instance.Name}", null, 200, Token)).GetProperty("webhooks");
        Assert.Equal(["alpha", "default", "four", "off", "zeta"], all.EnumerateArray().Select(webhook => webhook.GetProperty("label").GetString()));
        Assert.Equal(again.GetRawText(), (await http.SendAsync(HttpMethod.Get, path + "?label=", null, 200, Token)).GetProperty("webhook").GetRawText());
        Assert.Equal(off.GetRawText(), (await http.SendAsync(HttpMethod.Get, path + "?label=zeta", null, 200, Token)).GetProperty("webhook").GetRawText());
    }

    [Fact]
    public async Task Body_ThatIsWrong_Is400WithEveryReason()
    {
        var instance = await servers.CreateAsync();
        var url = "url must be an absolute http or https URL without user and fragment";
        (string Body, string Problem)[] webhooks =
        [
            ("{}", "enabled is required"), ("""{"enabled":"yes"}""", "enabled must be true or false"),
            ("""{"enabled":true}""", "url is required"), ("""{"enabled":true,"url":"ftp://a"}""", url), ("""{"enabled":true,"url":"/in"}""", url),
            ("""{"enabled":true,"url":"http://me:pw@a.example.com"}""", url), ("""{"enabled":true,"url":7}""", "url must be a string"),
            ("""{"enabled":true,"url":"http://a.example.com","authorization":"a\r\nX: b"}""", "authorization must be printable ASCII"),
            ("""{"enabled":true,"url":"http://a.example.com","events":"call.update"}""", $"events must be an array of {Names}"),
            ("""{"enabled":true,"url":"http://a.example.com","events":["call.update",null]}""", $"events must be an array of {Names}"),
            ("""{"enabled":true,"url":"http://a.example.com","events":["\ud800"]}""", $"events must be an array of {Names}"),
            ($$"""{"enabled":true,"url":"http://a.example.com","secret":"{{new string('x', 129)}}"}""", "secret must have at most 128 characters"),
            ("""{"label":"\u0007","enabled":true,"url":"ftp://a","byEvents":1}""", $"label must be readable text; byEvents must be true or false; {url}"),
        ];
        foreach (var (body, problem) in webhooks)
        {
            Assert.Equal(Answer.Error(400, "Invalid request body: " + problem), await instance.AskWebhookAsync(body));
        }

        var path = $"/api/events/websocket/{instance.Name}";
        Assert.Equal(Answer.Error(400, "Invalid request body: enabled is required"), await instance.Gateway.Http.AskAsync(HttpMethod.Post, path, "{}"));
        Assert.Equal(
            Answer.Error(400, $"Invalid request body: events must be an array of {Names}; mediaBase64 must be true or false"),
            await instance.Gateway.Http.AskAsync(HttpMethod.Post, path, """{"enabled":true,"events":{},"mediaBase64":"x"}"""));
        Assert.Equal(Answer.Error(404, "Instance not found"), await instance.Gateway.Http.AskAsync(HttpMethod.Post, "/api/events/webhook/nobody", "{"));
        Assert.Equal(401, (await instance.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/events/getWebhook/{instance.Name}", token: "wrong")).Status);
    }

    [Fact]
    public async Task Socket_OverItsLife_IsStoredAsTheContractSays()
    {
        var instance = await servers.CreateAsync();
        var path = $"/api/events/getWebsocket/{instance.Name}";
        Assert.Equal(Answer.Error(404, "WebSocket not configured for this instance"), await instance.Gateway.Http.AskAsync(HttpMethod.Get, path));

        var on = await instance.SetSocketAsync(new { enabled = true, events = EventApi.Calls, mediaBase64 = true });
        Assert.Equal("""{"enabled":true,"events":["call.update"],"mediaBase64":true}""", on.GetRawText());
        await instance.SetSocketAsync(new { enabled = false, events = EventApi.Calls });

        Assert.Equal(
            """{"success":true,"message":"WebSocket configuration retrieved","websocket":{"enabled":false,"events":[],"mediaBase64":false}}""",
            (await instance.Gateway.Http.AskAsync(HttpMethod.Get, path)).Body);
    }

    [Fact]
    public async Task Creation_WithBlocks_SetsThemAndSkipsWhatIsWrong()
    {
        var gateway = await servers.GatewayAsync();
        var name = $"inline-{Guid.NewGuid():N}";
        var created = await gateway.Http.SendAsync(
            HttpMethod.Post,
            "/api/instance/new",
            new { name, engine = "sandbox", webhookEnabled = true, webhookURL = "http://a.example.com", webhookAuthorization = "Bearer abc", websocketEnabled = true, websocketEvents = EventApi.Calls },
            201,
            Token);

        const string Webhook = """{"label":"default","enabled":true,"url":"http://a.example.com","byEvents":false,"events":[],"mediaBase64":false,"hasSecret":false}""";
        const string Socket = """{"enabled":true,"events":["call.update"],"mediaBase64":false}""";
        AssertBlocks(created.GetProperty("instance"), Webhook, Socket);
        var list = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={name}", null, 200, Token);
        AssertBlocks(list.GetProperty("instances").EnumerateArray().Single(), Webhook, Socket);

        var wrong = await gateway.Http.SendAsync(
            HttpMethod.Post, "/api/instance/new", new { name = name + "-2", engine = "sandbox", webhookEnabled = true, webhookURL = "nowhere", websocketEnabled = true, websocketEvents = 7 }, 201, Token);
        AssertBlocks(
            wrong.GetProperty("instance"),
            """{"enabled":false,"status":"error","error":"webhookURL must be an absolute http or https URL without user and fragment"}""",
            $$"""{"enabled":false,"events":[],"mediaBase64":false,"status":"error","error":"websocketEvents must be an array of {{Names}}"}""");
    }

    private static void AssertBlocks(JsonElement instance, string webhook, string socket)
    {
        Assert.Equal(webhook, instance.GetProperty("webhook").GetRawText());
        Assert.Equal(socket, instance.GetProperty("websocket").GetRawText());
    }
}
