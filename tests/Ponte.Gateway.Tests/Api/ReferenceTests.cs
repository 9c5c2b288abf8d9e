using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponte.Gateway.Tests.Api;

public sealed partial class ReferenceTests(SharedGateway gateway)
{
    // No body, and a body that is a file.
    private static readonly string[] WithoutJson =
    [
        "post /api/instance/reconnect/{instance}", "post /api/sandbox/{instance}/media",
        "post /api/deliveries/{instance}/{id}/replay", "post /api/deliveries/{instance}/{id}/discard",
    ];

    [Fact]
    public async Task OpenApi_EveryRoute_IsDescribedWithExamplesAndErrors()
    {
        var document = (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/openapi/v1.json")).Json;

        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
            .ToList();
        Assert.Contains("post /api/instance/new", operations.Select(operation => operation.Name));
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Name);
            Assert.True(operation.Value.TryGetProperty("description", out _), operation.Name);
            Assert.All(operation.Value.GetProperty("responses").EnumerateObject(), response => AssertExample(operation.Name, response.Value));
        });
        Assert.All(operations.Where(operation => operation.Name.Contains("/api/", StringComparison.Ordinal)), operation =>
        {
            Assert.Equal(2, operation.Value.GetProperty("security").GetArrayLength());
            Assert.All(["401", "429", "500"], status => Assert.True(operation.Value.GetProperty("responses").TryGetProperty(status, out _), $"{operation.Name} {status}"));
        });
        Assert.All(operations.Where(operation => operation.Name.StartsWith("post", StringComparison.Ordinal) && !WithoutJson.Contains(operation.Name)), operation =>
            Assert.True(operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _), operation.Name));
    }

    [Fact]
    public async Task Docs_Page_LoadsNothingFromElsewhere()
    {
        var page = await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/docs/");
        var scripts = Source().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(200, page.Status);
        Assert.NotEmpty(scripts);
        Assert.DoesNotMatch("https?://", page.Text);
        foreach (var script in scripts)
        {
            var file = await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/docs/" + script);
            Assert.Equal(200, file.Status);
            Assert.True(file.Text.Length > 1000, script);
        }
    }

    private static void AssertExample(string name, JsonElement response)
    {
        var media = response.GetProperty("content").GetProperty("application/json");
        Assert.True(media.TryGetProperty("example", out _) || media.TryGetProperty("examples", out _), name);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"#]+)\"")]
    private static partial Regex Source();
}
