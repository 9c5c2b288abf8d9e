using System.Net.Http.Headers;
using System.Text.Json;

namespace Ponte.Testing;

/// <summary>The simulated phone, beside texts: anything but the expected status is an exception with the answer in it.</summary>
public static class SandboxApi
{
    /// <summary>Lets something happen on the simulated phone and returns its id; null when it has none.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="what">The route: <c>receive</c>, <c>edit</c>, <c>delete</c>, <c>reaction</c>, <c>vote</c>, <c>receipt</c>, <c>typing</c>, <c>call</c>, <c>group</c> or <c>event</c>.</param>
    /// <param name="body">The event, see engine/PROTOCOL.md.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string?> HappenAsync(
        this HttpClient gateway, string instance, string what, object body, CancellationToken cancellationToken = default)
    {
        var answer = await gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/{what}", body, 202, cancellationToken);
        return answer.TryGetProperty("messageId", out var id) ? id.GetString() : null;
    }

    /// <summary>Keeps a file to receive and returns <c>{token, mimeType, size, fileName?}</c>, for <c>content.file</c>.</summary>
    public static async Task<JsonElement> UploadAsync(
        this HttpClient gateway, string instance, Stream content, string mimeType, string? fileName = null, CancellationToken cancellationToken = default)
    {
        var query = fileName is null ? "" : "?fileName=" + Uri.EscapeDataString(fileName);
        using var body = new StreamContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(mimeType);
        using var response = await gateway.PostAsync($"/api/sandbox/{instance}/media{query}", body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return (int)response.StatusCode == 201
            ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("file")
            : throw new HttpRequestException($"The upload answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }

    /// <summary>As the other one, from memory.</summary>
    public static Task<JsonElement> UploadAsync(
        this HttpClient gateway, string instance, byte[] content, string mimeType, string? fileName = null, CancellationToken cancellationToken = default) =>
        gateway.UploadAsync(instance, new MemoryStream(content), mimeType, fileName, cancellationToken);

    /// <summary>The bytes of a medium that the simulated phone was given to send.</summary>
    public static Task<byte[]> SentMediaAsync(this HttpClient gateway, string instance, string messageId, CancellationToken cancellationToken = default) =>
        gateway.GetByteArrayAsync($"/api/sandbox/{instance}/media/{messageId}", cancellationToken);

    /// <summary>What was seen on the other side: <c>{read: [{chat, id, participant?}], typing: [{chat, state, at}]}</c>.</summary>
    public static Task<JsonElement> SeenAsync(this HttpClient gateway, string instance, CancellationToken cancellationToken = default) =>
        gateway.SendAsync(HttpMethod.Get, $"/api/sandbox/{instance}/seen", null, 200, cancellationToken);

    /// <summary>After <paramref name="skip"/> sends, the next ones fail with WhatsApp's code.</summary>
    public static Task RefuseAsync(
        this HttpClient gateway, string instance, int count, int code = 463, int skip = 0, CancellationToken cancellationToken = default) =>
        gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/refuse", new { count, code, skip }, 200, cancellationToken);

    /// <summary>The next downloads fail; with <paramref name="gone"/> as if WhatsApp did not have the file any more.</summary>
    public static Task WithholdAsync(
        this HttpClient gateway, string instance, int count, bool gone = false, CancellationToken cancellationToken = default) =>
        gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/withhold", new { count, gone }, 200, cancellationToken);

    /// <summary>Calls <c>profile</c>, <c>members</c> or <c>missing</c>.</summary>
    public static Task SetPeopleAsync(
        this HttpClient gateway, string instance, string what, object body, CancellationToken cancellationToken = default) =>
        gateway.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/{what}", body, 200, cancellationToken);
}
