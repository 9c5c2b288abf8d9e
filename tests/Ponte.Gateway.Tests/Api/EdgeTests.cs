using System.Net.Sockets;
using System.Text;

namespace Ponte.Gateway.Tests.Api;

/// <summary>What every route does before its own work: errors in the envelope, whoever made them.</summary>
public sealed class EdgeTests(SharedGateway gateway)
{
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/nothing/here")]
    [InlineData("/api/instance/../../etc/passwd")]
    [InlineData("/wss/nothing")]
    public async Task Get_UnknownRoute_Is404InTheEnvelope(string path) => (await GetAsync(path)).IsError(404, "Not found");

    [Fact]
    public async Task Put_KnownRoute_Is405InTheEnvelope()
    {
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Put, "/api/instance/list", "{}");

        answer.IsError(405, "Method not allowed");
        // Built but not published, ASP.NET serves the dashboard's files from anywhere, and so names HEAD too.
        Assert.Contains("GET", answer.Response.Content.Headers.Allow);
        Assert.DoesNotContain("PUT", answer.Response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task Post_NotJson_Is415InTheEnvelope(string contentType)
    {
        var answer = await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", """{"name":"a"}""", contentType);

        answer.IsError(415, "Content-Type must be application/json");
    }

    [Fact]
    public async Task Post_OtherCharset_Is415InTheEnvelope()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instance/new") { Content = new StringContent("{}", Encoding.Unicode, "application/json") };

        (await Answer.SendAsync(gateway.Http, request)).IsError(415, "Content-Type must be application/json");
    }

    [Fact]
    public async Task Post_NoContentType_IsReadAsJson()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instance/new") { Content = new ByteArrayContent("{}"u8.ToArray()) };

        (await Answer.SendAsync(gateway.Http, request)).IsError(400, "Instance name is required");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"name\":}")]
    [InlineData("not json")]
    [InlineData("{} {}")]
    public async Task Post_MalformedJson_Is400InTheEnvelope(string body) =>
        (await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", body)).IsError(400, "Invalid request body");

    [Fact]
    public async Task Post_TooDeepJson_Is400InTheEnvelope()
    {
        var body = new string('[', 1000) + new string(']', 1000);

        (await Answer.SendAsync(gateway.Http, HttpMethod.Post, "/api/instance/new", body)).IsError(400, "Invalid request body");
    }

    [Fact]
    public async Task Post_BodyAboveOneMebibyte_Is413InTheEnvelope()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instance/new") { Content = new StringContent("{\"name\":\"" + new string('x', 1024 * 1024) + "\"}") };
        request.Content.Headers.ContentType = new("application/json");

        // Refused before a byte of the body is sent.
        request.Headers.ExpectContinue = true;

        (await Answer.SendAsync(gateway.Http, request)).IsError(413, "Request body too large");
    }

    [Fact]
    public async Task Post_ChunkedBodyAboveOneMebibyte_Is413InTheEnvelope()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instance/new") { Content = new StringContent("{\"name\":\"" + new string('x', 1024 * 1024) + "\"}") };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        (await Answer.SendAsync(gateway.Http, request)).IsError(413, "Request body too large");
        Assert.Equal(200, (await GetAsync("/api/instance/list")).Status);
    }

    [Fact]
    public async Task Post_BodyAboveWhatTheServerTakes_Is413AndTheEndOfTheConnection()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/instance/new") { Content = new StringContent(new string(' ', (16 * 1024 * 1024) + 1)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;
        var answer = await Answer.SendAsync(gateway.Http, request);

        answer.IsError(413, "Request body too large");
        Assert.True(answer.Response.Headers.ConnectionClose);
        Assert.Equal(200, (await GetAsync("/api/instance/list")).Status);
    }

    [Fact]
    public async Task Any_BrokenRequestLine_DoesNotShowAStackTrace()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.BaseUrl.Host, gateway.BaseUrl.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync("NONSENSE\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_Anybody_IsOkWithoutRateLimitOrCors()
    {
        using var client = gateway.Client(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", "https://app.example.com");

        var answer = await Answer.SendAsync(client, request);

        Assert.Equal(200, answer.Status);
        Assert.Equal("ok", answer.Json.GetProperty("status").GetString());
        Assert.Equal("Ponte", answer.Json.GetProperty("service").GetString());
        Assert.Equal("ok", answer.Json.GetProperty("checks").GetProperty("db").GetString());
        Assert.Matches(@"^(\d+h)?(\d+m)?\d+s$", answer.Json.GetProperty("uptime").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", answer.Json.GetProperty("timestamp").GetString());
        Assert.DoesNotContain(answer.Response.Headers, header => header.Key.StartsWith("X-RateLimit", StringComparison.Ordinal) || header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    private Task<Answer> GetAsync(string path) => Answer.SendAsync(gateway.Http, HttpMethod.Get, path);
}
