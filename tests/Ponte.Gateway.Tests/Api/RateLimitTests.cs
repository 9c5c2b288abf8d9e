using System.Globalization;

namespace Ponte.Gateway.Tests.Api;

/// <summary>http-contract §3, over HTTP.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartAsync(new GatewayStart
    {
        DataFolder = _folder.Path,
        Settings = new Dictionary<string, string> { ["Ponte:RateLimit:PerMinute"] = "6", ["Ponte:RateLimit:InstanceCreatePerMinute"] = "2" },
    });

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Account_ManyRequests_AreRefusedWithHeadersOnEveryAnswer()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var answers = new List<Answer>
        {
            await SendAsync(HttpMethod.Get, "/api/nothing"),
            await SendAsync(HttpMethod.Put, "/api/instance/list"),
            await SendAsync(HttpMethod.Post, "/api/instance/new", "{"),
            await SendAsync(HttpMethod.Post, "/api/instance/new", """{"name":"a"}"""),
            await SendAsync(HttpMethod.Post, "/api/instance/new", """{"name":"b"}"""),
            await SendAsync(HttpMethod.Post, "/api/instance/reconnect/a"),
            await SendAsync(HttpMethod.Post, "/api/instance/reconnect/b"),
            await SendAsync(HttpMethod.Get, "/api/instance/list"),
        };

        Assert.Equal([404, 405, 400, 201, 429, 400, 404, 429], answers.Select(answer => answer.Status));
        Assert.Equal(["6", "6", "2", "2", "2", "6", "6", "6"], answers.Select(answer => answer.Header("X-RateLimit-Limit")));
        Assert.Equal(["5", "4", "1", "0", "0", "1", "0", "0"], answers.Select(answer => answer.Header("X-RateLimit-Remaining")));
        Assert.All(answers, answer => Assert.InRange(
            long.Parse(answer.Header("X-RateLimit-Reset"), CultureInfo.InvariantCulture),
            before + 50,
            DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 61));
        answers[4].IsError(429, "Rate limit exceeded. Try again later.");
        answers[^1].IsError(429, "Rate limit exceeded. Try again later.");
    }

    [Fact]
    public async Task Nobody_ManyRequests_AreCountedByAddressAndNotAgainstTheAccount()
    {
        using var nobody = new HttpClient { BaseAddress = _gateway.BaseUrl };
        for (var i = 0; i < 6; i++)
        {
            nobody.DefaultRequestHeaders.Remove("token");
            nobody.DefaultRequestHeaders.Add("token", $"guess-{i}");
            var answer = await Answer.SendAsync(nobody, HttpMethod.Get, "/api/instance/list");
            answer.IsError(401, "Invalid token");
            Assert.Equal($"{5 - i}", answer.Header("X-RateLimit-Remaining"));
        }

        (await Answer.SendAsync(nobody, HttpMethod.Get, "/api/instance/list")).IsError(429, "Rate limit exceeded. Try again later.");
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/api/instance/list")).Status);
        Assert.Equal(200, (await Answer.SendAsync(nobody, HttpMethod.Get, "/health")).Status);
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, string? body = null) => Answer.SendAsync(_gateway.Http, method, path, body);
}
