using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Bridge;
using Ponte.Gateway.Bridge.Activation;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class ActivationFieldsTests
{
    private static readonly Instance Suporte = new("ins_1", 1, "suporte", "sandbox", DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("https://chat.example.com", "https://chat.example.com")]
    [InlineData("https://chat.example.com/", "https://chat.example.com")]
    [InlineData("https://chat.example.com///", "https://chat.example.com")]
    [InlineData("HTTP://Chat.Example.com:8080/desk/", "http://chat.example.com:8080/desk")]
    [InlineData("https://chat.example.com:443", "https://chat.example.com")]
    [InlineData("http://[::1]:3000/", "http://[::1]:3000")]
    public void Read_BaseUrl_IsNormalised(string given, string expected) => Assert.Equal(expected, Read(given).Request.BaseUrl);

    [Theory]
    [InlineData("chat.example.com")]
    [InlineData("/desk")]
    [InlineData("ftp://chat.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:secret@chat.example.com")]
    [InlineData("https://chat.example.com?x=1")]
    [InlineData("https://chat.example.com/?")]
    [InlineData("https://chat.example.com#x")]
    [InlineData("https://")]
    [InlineData("http://:3000")]
    public void Read_BaseUrlThatBreaksTheRule_IsReported(string given) =>
        Assert.Equal("chatwootBaseUrl must be an absolute http or https URL", Read(given).Problems);

    [Fact]
    public void Read_NothingOptional_TakesTheDefaults()
    {
        var request = Read("https://chat.example.com").Request;
        Assert.Equal("WhatsApp - suporte", request.InboxName);
        Assert.Equal(new IntegrationFlags(false, false, false, false), request.Flags);
    }

    [Fact]
    public void Read_EverythingWrong_ReportsEverythingByItsJsonName()
    {
        var fields = Fields("""{"chatwootBaseUrl":7,"chatwootAccountId":"5","inboxName":[],"signMessages":"yes"}""");
        ActivationFields.Read(fields, Suporte, inline: false);
        Assert.Equal(
            "chatwootBaseUrl must be a string; chatwootAccountId must be a number; chatwootApiToken is required; inboxName must be a string; "
            + "signMessages must be true or false",
            fields.ProblemText);
    }

    [Fact]
    public void Read_Inline_UsesThePrefixedNames()
    {
        var fields = Fields(
            """
            {"chatwootBaseUrl":"https://chat.example.com","chatwootAccountId":1,"chatwootApiToken":"t","chatwootInboxName":"Loja",
             "chatwootSignMessages":true,"chatwootIgnoreGroups":true,"chatwootStartAsPending":true,"chatwootReopenResolved":true}
            """);
        var request = ActivationFields.Read(fields, Suporte, inline: true);
        Assert.Empty(fields.Problems);
        Assert.Equal("Loja", request.InboxName);
        Assert.Equal(new IntegrationFlags(true, true, true, true), request.Flags);
    }

    [Fact]
    public void ToString_OfARequest_ShowsNoToken() => Assert.DoesNotContain("hidden", Read("https://chat.example.com").Request.ToString(), StringComparison.Ordinal);

    private static (ActivationRequest Request, string Problems) Read(string baseUrl)
    {
        var fields = Fields(JsonSerializer.Serialize(new { chatwootBaseUrl = baseUrl, chatwootAccountId = 1, chatwootApiToken = "hidden" }));
        return (ActivationFields.Read(fields, Suporte, inline: false), fields.ProblemText);
    }

    private static JsonFields Fields(string json) => new(JsonDocument.Parse(json).RootElement);
}
