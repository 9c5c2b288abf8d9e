using Ponte.Gateway.Bridge.Webhooks;

namespace Ponte.Gateway.Tests.Bridge.Webhooks;

public sealed class WebhookAddressTests
{
    [Fact]
    public void Read_OwnAddress_GivesItsParts()
    {
        var secret = WebhookAddress.NewSecret();

        Assert.Equal(43, secret.Length);
        Assert.Equal(("int_1", secret), WebhookAddress.Read("https://a.example/p", WebhookAddress.Of("https://a.example/p", "int_1", secret)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://b.example/webhooks/chatwoot/int_1/x")]
    [InlineData("https://a.example/webhooks/chatwoot/int_1")]
    [InlineData("https://a.example/webhooks/chatwoot/int_1/x/y")]
    [InlineData("https://a.example.evil/webhooks/chatwoot/int_1/x")]
    public void Read_AnotherAddress_IsNotOurs(string? address) => Assert.Null(WebhookAddress.Read("https://a.example", address));
}
