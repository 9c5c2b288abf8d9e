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

    // Its success is a file.
    private const string OfBytes = "get /api/sandbox/{instance}/media/{messageId}";

    [Fact]
    public async Task OpenApi_EveryRoute_IsDescribedWithAnExampleOfEachAnswer()
    {
        Assert.All(await OperationsAsync(), operation =>
        {
            Assert.True(operation.Value.TryGetProperty("summary", out _) && operation.Value.TryGetProperty("description", out _), operation.Name);
            var responses = operation.Value.GetProperty("responses").EnumerateObject().ToList();
            Assert.True(responses.Any(response => response.Name is ['1' or '2', ..] or "501"), $"{operation.Name} has no success");
            Assert.All(responses, response => Assert.All(Examples(response.Value, $"{operation.Name} {response.Name}"), example =>
            {
                if (response.Name is ['4' or '5', ..] && operation.Name.Contains("/api/", StringComparison.Ordinal))
                {
                    Assert.Equal(["success", "error"], example.EnumerateObject().Select(field => field.Name));
                    Assert.NotEqual("", example.GetProperty("error").GetProperty("message").GetString());
                }
            }));
        });
    }

    [Fact]
    public async Task OpenApi_EveryRouteOfTheApi_TellsTheErrorsOfAll()
    {
        var operations = (await OperationsAsync()).Where(operation => operation.Name.Contains("/api/", StringComparison.Ordinal)).ToList();

        Assert.Contains("post /api/instance/new", operations.Select(operation => operation.Name));
        Assert.All(operations, operation =>
        {
            Assert.Equal(2, operation.Value.GetProperty("security").GetArrayLength());
            string[] always = ["401", "429", "500"];
            string[] ofInstances = !operation.Name.Contains("{instance}", StringComparison.Ordinal) ? [] : operation.Name == "delete /api/instance/delete/{instance}" ? ["404"] : ["403", "404"];
            string[] ofBodies = operation.Value.TryGetProperty("requestBody", out _) ? ["400", "413", "415"] : [];
            Assert.All([.. always, .. ofInstances, .. ofBodies], status => Assert.True(operation.Value.GetProperty("responses").TryGetProperty(status, out _), $"{operation.Name} {status}"));
        });
    }

    [Fact]
    public async Task OpenApi_EveryBody_HasAnExampleOfItsFields()
    {
        var operations = await OperationsAsync();
        Assert.All(operations.Where(operation => operation.Name.StartsWith('p') && !WithoutJson.Contains(operation.Name)), operation =>
            Assert.True(operation.Value.TryGetProperty("requestBody", out _) || operation.Value.GetProperty("responses").TryGetProperty("501", out _), operation.Name));
        Assert.All(operations.Where(operation => operation.Value.TryGetProperty("requestBody", out _)), operation =>
        {
            var media = operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            var names = media.GetProperty("example").EnumerateObject().Select(field => field.Name).ToList();
            var schema = media.GetProperty("schema");
            Assert.True(!schema.TryGetProperty("required", out var required) || required.EnumerateArray().All(name => names.Contains(name.GetString()!)), $"{operation.Name}: a required field is not in the example");
            if (schema.TryGetProperty("properties", out var properties))
            {
                Assert.All(names, name => Assert.True(properties.TryGetProperty(name, out var field) && field.TryGetProperty("description", out _), $"{operation.Name}: {name} is not described"));
            }
        });
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

    private static IEnumerable<JsonElement> Examples(JsonElement response, string name)
    {
        if (name == $"{OfBytes} 200")
        {
            return [];
        }

        var media = response.GetProperty("content").GetProperty("application/json");
        return media.TryGetProperty("examples", out var several)
            ? several.EnumerateObject().Select(one => one.Value.GetProperty("value"))
            : [media.TryGetProperty("example", out var example) ? example : throw new InvalidOperationException($"{name} has no example")];
    }

    private async Task<IReadOnlyList<(string Name, JsonElement Value)>> OperationsAsync()
    {
        var document = (await Answer.SendAsync(gateway.Http, HttpMethod.Get, "/openapi/v1.json")).Json;
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)))];
    }

    [GeneratedRegex("(?:src|href)=\"([^\"#]+)\"")]
    private static partial Regex Source();
}
