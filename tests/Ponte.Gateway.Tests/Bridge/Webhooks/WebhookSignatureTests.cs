using System.Globalization;
using System.Text;
using System.Text.Json;
using Ponte.Gateway.Bridge.Webhooks;

namespace Ponte.Gateway.Tests.Bridge.Webhooks;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void IsValid_RecordedVectors_AreAcceptedForFiveMinutes()
    {
        var vectors = RecordedWebhooks.Vectors();
        Assert.NotEmpty(vectors);
        Assert.All(vectors, vector =>
        {
            var signedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Text(vector, "timestamp"), CultureInfo.InvariantCulture));
            Assert.True(IsValid(vector, signedAt));
            Assert.True(IsValid(vector, signedAt.AddMinutes(5)));
            Assert.True(IsValid(vector, signedAt.AddMinutes(-5)));
            Assert.False(IsValid(vector, signedAt.AddSeconds(301)));
            Assert.False(IsValid(vector, signedAt.AddSeconds(-301)));
        });
    }

    [Fact]
    public void IsValid_AnythingChangedOrMissing_IsRefused()
    {
        var vector = RecordedWebhooks.Vectors()[0];
        var (secret, timestamp, signature) = (Text(vector, "secret"), Text(vector, "timestamp"), Text(vector, "signature"));
        var body = Encoding.UTF8.GetBytes(Text(vector, "body_raw"));
        var now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));

        Assert.False(WebhookSignature.IsValid(secret + "x", timestamp, signature, body, now));
        Assert.False(WebhookSignature.IsValid(secret, timestamp, signature, [.. body, (byte)' '], now));
        foreach (var wrong in new[] { null, "", " " + timestamp, "-1", "9999999999999999999", "99999999999999999999999", now.AddSeconds(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) })
        {
            Assert.False(WebhookSignature.IsValid(secret, wrong, signature, body, now));
        }

        foreach (var wrong in new[] { null, "", "sha256=", signature[7..], signature[..^1], signature + "0", "sha1" + signature[4..], "sha256=" + new string('é', 64) })
        {
            Assert.False(WebhookSignature.IsValid(secret, timestamp, wrong, body, now));
        }
    }

    private static bool IsValid(JsonElement vector, DateTimeOffset now) => WebhookSignature.IsValid(
        Text(vector, "secret"), Text(vector, "timestamp"), Text(vector, "signature"), Encoding.UTF8.GetBytes(Text(vector, "body_raw")), now);

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
