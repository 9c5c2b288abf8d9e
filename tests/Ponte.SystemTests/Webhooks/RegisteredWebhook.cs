using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ponte.SystemTests.Webhooks;

/// <summary>A webhook as Chatwoot lists it, and what can be posted to its address.</summary>
internal sealed record RegisteredWebhook(long Id, string Url, string? Secret, IReadOnlyList<string> Subscriptions)
{
    private const int Large = 1_000_000;

    // A large body is offered first, as a client does that wants to read why it is refused.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Posts a body as Chatwoot signs it and returns status and text of the answer.</summary>
    /// <param name="body">The body.</param>
    /// <param name="age">How old the signature is.</param>
    public Task<(int Status, string Text)> PostSignedAsync(string body, TimeSpan age = default)
    {
        var timestamp = DateTimeOffset.UtcNow.Subtract(age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return PostAsync(body, timestamp, SignatureOf(Secret!, timestamp, body));
    }

    /// <summary>Posts a body with these headers, or without.</summary>
    public async Task<(int Status, string Text)> PostAsync(string body, string? timestamp = null, string? signature = null, string? url = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url ?? Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = body.Length > Large;
        if (timestamp is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Chatwoot-Timestamp", timestamp);
        }

        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Chatwoot-Signature", signature);
        }

        using var response = await Http.SendAsync(request, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Chatwoot's signature (contract 8.5).</summary>
    public static string SignatureOf(string secret, string timestamp, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
}
