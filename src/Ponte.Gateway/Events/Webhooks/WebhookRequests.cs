using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>Makes the request of a delivery: address, headers and signature.</summary>
internal sealed class WebhookRequests(SecretBox secrets, TimeProvider time)
{
    /// <summary>Names the delivery.</summary>
    public const string DeliveryHeader = "X-Ponte-Delivery";

    /// <summary>The request.</summary>
    /// <param name="webhook">Where to.</param>
    /// <param name="delivery">The delivery's id, the same in every attempt.</param>
    /// <param name="name">The event's type.</param>
    /// <param name="body">The envelope.</param>
    /// <exception cref="CryptographicException">A secret cannot be opened with this encryption key.</exception>
    public HttpRequestMessage Create(Webhook webhook, long delivery, string name, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(webhook, name)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ponte", null));
        request.Headers.Add(DeliveryHeader, delivery.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-Ponte-Timestamp", timestamp);
        if (webhook.SealedSecret is { } secret)
        {
            request.Headers.Add("X-Ponte-Signature", "sha256=" + Sign(Open(webhook, secret, "secret"), timestamp, body));
        }

        if (webhook.SealedAuthorization is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Open(webhook, authorization, "authorization"));
        }

        return request;
    }

    /// <summary>The address of an event: with <c>byEvents</c> its type is the path's last part.</summary>
    internal static Uri AddressOf(Webhook webhook, string name)
    {
        var url = new Uri(webhook.Url);
        return webhook.ByEvents ? new UriBuilder(url) { Path = $"{url.AbsolutePath.TrimEnd('/')}/{name}" }.Uri : url;
    }

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private string Open(Webhook webhook, string box, string column) => secrets.Open(box, Webhook.Context(webhook.InstanceId, webhook.Label, column));
}
