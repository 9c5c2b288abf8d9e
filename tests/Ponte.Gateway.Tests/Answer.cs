using System.Text;
using System.Text.Json;

namespace Ponte.Gateway.Tests;

/// <summary>An answer of the gateway, read to its end.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>Sends a request; a string body goes as JSON, as it is.</summary>
    public static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        return await SendAsync(client, request);
    }

    public static async Task<Answer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    /// <summary>The error envelope, to the letter.</summary>
    public void IsError(int status, string message)
    {
        Assert.Equal(status + " {\"success\":false,\"error\":{\"message\":" + JsonSerializer.Serialize(message, Relaxed) + "}}", $"{Status} {Text}");
        Assert.Equal("application/json", Response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A header's only value.</summary>
    public string Header(string name) => Assert.Single(Response.Headers.GetValues(name));

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
