namespace Ponte.Gateway.Tests.Api;

/// <summary>Who may read the metrics.</summary>
public sealed class MetricsAccessTests(SharedGateway shared)
{
    private const string Secret = "metrics-token-0123456789";

    [Fact]
    public async Task Metrics_NoTokenSet_AreForCallersOnThisMachine()
    {
        using var client = shared.Client(token: null);

        var answer = await GetAsync(client);

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Response.Content.Headers.ContentType?.ToString());
        Assert.Contains("ponte_deliveries_pending{", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Response.Headers, header => header.Key.StartsWith("X-RateLimit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.5")]
    [InlineData("X-Real-IP", "203.0.113.5")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Metrics_NoTokenSetBehindAProxy_AreNotThere(string header, string value)
    {
        using var client = shared.Client(token: null);

        (await GetAsync(client, header, value)).IsError(404, "Not found");
    }

    [Fact]
    public async Task Metrics_TokenSet_AreForItsBearerWhereverHeIs()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewayStart { DataFolder = folder.File("data"), Settings = new Dictionary<string, string> { ["Ponte:Metrics:Token"] = Secret } },
            TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = gateway.BaseUrl };

        (await GetAsync(client)).IsError(401, "Missing token in header, Authorization header, or query parameter");
        (await GetAsync(client, "Authorization", $"Bearer {Secret}x")).IsError(401, "Invalid token");
        (await GetAsync(client, "Authorization", "Bearer ")).IsError(401, "Missing token in header, Authorization header, or query parameter");
        (await GetAsync(client, "Authorization", $"Bearer {GatewayStart.AccountToken}")).IsError(401, "Invalid token");
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        forwarded.Headers.Add("Authorization", $"Bearer {Secret}");
        forwarded.Headers.Add("X-Forwarded-For", "203.0.113.5");
        Assert.Equal(200, (await Answer.SendAsync(client, forwarded)).Status);
    }

    [Fact]
    public async Task Start_TokenThatIsTooShort_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Ponte:Metrics:Token"] = "short", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317", ["Ponte:MinFreeMegabytes"] = "-1" };

        var (exitCode, output) = await GatewayProcess.RunAsync(new GatewayStart { DataFolder = folder.File("data"), Settings = settings });

        Assert.Equal(1, exitCode);
        Assert.Contains("Ponte:Metrics:Token must be 16 to 128 printable characters without spaces", output, StringComparison.Ordinal);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address, or empty for no traces", output, StringComparison.Ordinal);
        Assert.Contains("Ponte:MinFreeMegabytes must be a whole number from 0 to 1000000", output, StringComparison.Ordinal);
    }

    private static async Task<Answer> GetAsync(HttpClient client, string? header = null, string value = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await Answer.SendAsync(client, request);
    }
}
