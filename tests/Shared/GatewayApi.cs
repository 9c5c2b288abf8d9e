using System.Net.Http.Json;
using System.Text.Json;

namespace Ponte.Testing;

/// <summary>The gateway's HTTP API as tests and benchmarks use it; anything but the expected status is an exception with the answer in it.</summary>
public static class GatewayApi
{
    /// <summary>Creates an instance with a simulated phone and returns its id.</summary>
    public static async Task<string> CreateSandboxAsync(this HttpClient gateway, string instance, CancellationToken cancellationToken = default)
    {
        var body = new { name = instance, engine = "sandbox" };
        var answer = await gateway.SendAsync(HttpMethod.Post, "/api/instance/new", body, 201, cancellationToken);
        return answer.GetProperty("instance").GetProperty("id").ToString();
    }

    /// <summary>Activates Chatwoot on an instance with fields of the documented names; returns the 201's body.</summary>
    public static Task<JsonElement> ActivateChatwootAsync(
        this HttpClient gateway, string instance, Uri chatwoot, object? more = null, CancellationToken cancellationToken = default)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body.TryAdd("chatwootBaseUrl", chatwoot.GetLeftPart(UriPartial.Authority));
        body.TryAdd("chatwootAccountId", FakeChatwootProcess.AccountId);
        body.TryAdd("chatwootApiToken", FakeChatwootProcess.AdminToken);
        return gateway.SendAsync(HttpMethod.Post, $"/api/chatwoot/set/{instance}", body, 201, cancellationToken);
    }

    /// <summary>Lets the simulated phone receive a text and returns its message id.</summary>
    public static async Task<string> ReceiveAsync(
        this HttpClient gateway, string instance, SandboxText message, CancellationToken cancellationToken = default)
    {
        var answer = await gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/receive", message, 202, cancellationToken);
        return answer.GetProperty("messageId").GetString()!;
    }

    /// <summary>What the simulated phone was given to send, in order.</summary>
    public static async Task<IReadOnlyList<SandboxSentText>> SentAsync(
        this HttpClient gateway, string instance, CancellationToken cancellationToken = default)
    {
        var answer = await gateway.SendAsync(HttpMethod.Get, $"/api/sandbox/{instance}/sent", null, 200, cancellationToken);
        return answer.GetProperty("messages").Deserialize<List<SandboxSentText>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Connects or disconnects the simulated phone.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="state"><c>connected</c> or <c>disconnected</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task SetConnectionAsync(
        this HttpClient gateway, string instance, string state, CancellationToken cancellationToken = default) =>
        gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/connection", new { state }, 200, cancellationToken);

    /// <summary>Calls any route and returns the body of the expected answer; an empty one is an empty object.</summary>
    public static async Task<JsonElement> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body, int expected, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return (int)response.StatusCode == expected
            ? JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text)
            : throw new HttpRequestException($"{method} {path} answered {(int)response.StatusCode} instead of {expected}: {text}", null, response.StatusCode);
    }
}
