namespace Ponte.Gateway.Tests.Api;

/// <summary>http-contract §3, the part about browsers.</summary>
public sealed class CorsTests(SharedGateway gateway)
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://localhost:3000")]
    public async Task Preflight_AllowedOrigin_NamesMethodsAndHeaders(string origin)
    {
        var answer = await PreflightAsync(origin);

        Assert.Equal(204, answer.Status);
        Assert.Equal(origin, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("Content-Type,Authorization,token", answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal("GET,POST,PUT,DELETE", answer.Header("Access-Control-Allow-Methods"));
        Assert.False(answer.Response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.True(answer.Response.Headers.Contains("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task Preflight_OtherOrigin_IsAnsweredWithoutPermission()
    {
        var answer = await PreflightAsync("https://evil.example.com");

        Assert.Equal(204, answer.Status);
        Assert.False(answer.Response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/api/instance/list", 401)]
    [InlineData("/api/nothing", 404)]
    public async Task Request_AllowedOrigin_MayReadErrorsAndLimits(string path, int status)
    {
        using var client = gateway.Client(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://app.example.com");

        var answer = await Answer.SendAsync(client, request);

        Assert.Equal(status, answer.Status);
        Assert.Equal("https://app.example.com", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("X-RateLimit-Remaining", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    private async Task<Answer> PreflightAsync(string origin)
    {
        using var client = gateway.Client(token: null);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/instance/new");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "token,content-type");
        return await Answer.SendAsync(client, request);
    }
}
