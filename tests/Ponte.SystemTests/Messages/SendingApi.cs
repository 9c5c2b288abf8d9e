using System.Text;
using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Messages;

/// <summary>A program that sends.</summary>
internal static class SendingApi
{
    /// <summary>Posts a body, under an idempotency key when one is given.</summary>
    public static Task<Answer> PostAsync(this HttpClient client, string path, string body, string? key = null, CancellationToken cancellationToken = default) =>
        client.CallAsync(HttpMethod.Post, path, body, key, cancellationToken);

    /// <summary>As <see cref="PostAsync"/>, by any method.</summary>
    public static async Task<Answer> CallAsync(this HttpClient client, HttpMethod method, string path, string body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The <c>data</c> of an answer.</summary>
    public static JsonElement Data(this Answer answer) => JsonDocument.Parse(answer.Body).RootElement.GetProperty("data");

    /// <summary>The WhatsApp id that a send was answered with.</summary>
    public static string MessageId(this Answer answer) => answer.Data().GetProperty("messageId").GetString()!;
}
