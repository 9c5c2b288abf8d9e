using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponte.SystemTests.Harness;

/// <summary>An answer as it came over the wire.</summary>
internal readonly record struct Answer(int Status, string Body)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer that reports an error in the envelope, and nothing else (http-contract 2.1).</summary>
    public static Answer Error(int status, string message) =>
        new(status, JsonSerializer.Serialize(new { success = false, error = new { message } }, Json));
}

/// <summary>Requests whose answers are compared whole.</summary>
internal static class AnswerExtensions
{
    /// <summary>Sends a request and returns its answer as it came.</summary>
    /// <param name="client">The gateway.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The body as text, JSON or not.</param>
    /// <param name="token">Another token than the client's; empty for none.</param>
    /// <param name="contentType">What the body is said to be.</param>
    public static async Task<Answer> AskAsync(
        this HttpClient client, HttpMethod method, string path, string? body = null, string? token = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseAddress!, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType);
        using var plain = token is null ? null : new HttpClient();
        if (token is { Length: > 0 })
        {
            request.Headers.Add("token", token);
        }

        using var response = await (plain ?? client).SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
