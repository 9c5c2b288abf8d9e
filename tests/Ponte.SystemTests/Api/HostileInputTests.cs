using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Api;

/// <summary>Every route of the OpenAPI document with bodies and path segments that make no sense: a clear answer, never a 500, a stack trace or silence.</summary>
[Collection(typeof(EventServers))]
public sealed class HostileInputTests(Servers servers)
{
    private const int AtOnce = 8;

    // So many of the mutations of each body, another part of them with each seed.
    private const int PerRoute = 40;

    private static readonly string[] Segments = ["%00", "..%2f..%2fetc", "%F0%9F%98%80", "%ff", "'%20or%201=1", new string('a', 300), "-1", "99999999999999999999"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Routes_WithNonsense_AnswerClearly()
    {
        var gateway = await servers.GatewayAsync();
        var document = JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Token)).RootElement;
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Method: operation.Name, Path: path.Name, operation.Value)))
            .Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (operation, _) =>
        {
            var instance = await servers.CreateAsync();
            foreach (var (path, body) in Requests(operation.Path, operation.Value, instance.Name))
            {
                if (await WrongAsync(gateway, HttpMethod.Parse(operation.Method), path, body) is { } what)
                {
                    wrong.Add($"{operation.Method} {path} {(body is { Length: > 200 } ? body[..200] + "…" : body)}: {what}");
                }
            }
        });

        Assert.NotEmpty(operations);
        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Path, string? Body)> Requests(string route, JsonElement operation, string instance)
    {
        var path = route.Replace("{instance}", instance, StringComparison.Ordinal);
        var example = Example(operation);
        var random = new Random(20_261_126);
        var bodies = example is { } body ? BodyMutations.Of(body).ToArray() : [];
        random.Shuffle(bodies);
        foreach (var mutation in bodies.Take(PerRoute))
        {
            yield return (Filled(path, "1") + "?wait=false", mutation);
        }

        foreach (var segment in Segments)
        {
            yield return (Filled(path.Contains('{', StringComparison.Ordinal) ? path : route, segment), example?.GetRawText());
            yield return (Filled(path, "1") + "?messageId=" + segment + "&number=" + segment + "&instanceName=" + segment + "&limit=" + segment + "&label=" + segment, example?.GetRawText());
        }
    }

    // Addresses of the examples lead nowhere, at once.
    private static JsonElement? Example(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var example)
            ? JsonDocument.Parse(example.GetRawText().Replace("https://", "http://127.0.0.1:9/", StringComparison.Ordinal)).RootElement
            : null;

    private static string Filled(string path, string segment)
    {
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var from)
        {
            path = path[..from] + segment + path[(path.IndexOf('}', from) + 1)..];
        }

        return path;
    }

    private static async Task<string?> WrongAsync(GatewayProcess gateway, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.BaseUrl.AbsoluteUri.TrimEnd('/') + path));
        request.Content = body is null || method == HttpMethod.Get ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await gateway.Http.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            return (int)response.StatusCode == 500 || text.Contains("   at ", StringComparison.Ordinal) ? $"{(int)response.StatusCode} {text}" : null;
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            return $"no answer in {Patience.TotalSeconds:0} s";
        }
    }
}
