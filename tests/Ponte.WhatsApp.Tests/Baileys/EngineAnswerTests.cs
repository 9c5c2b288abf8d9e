using System.Text.Json;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

public sealed class EngineAnswerTests
{
    public static TheoryData<string, SessionState, string?, string?> Statuses => new()
    {
        { """{"state":"connected","cause":null,"self":"5511900000001@s.whatsapp.net"}""", SessionState.Connected, null, "5511900000001@s.whatsapp.net" },
        { """{"state":"connecting","cause":"keepalive_timeout"}""", SessionState.Connecting, "keepalive_timeout", null },
        { """{"state":"linking","self":7}""", SessionState.Linking, null, null },
        { """{"state":"loggedOut","cause":"logged_out","self":null}""", SessionState.LoggedOut, "logged_out", null },
        { """{"state":"disconnected","cause":"something_new"}""", SessionState.Disconnected, "stream_error", null },
        { """{"state":"flying"}""", SessionState.Disconnected, "stream_error", null },
        { "[]", SessionState.Disconnected, "stream_error", null },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Status_AsTold_IsRead(string json, SessionState state, string? cause, string? self) =>
        Assert.Equal(new SessionStatus(state, ConnectionCause.FromCode(cause), self is null ? null : UserId.Parse(self)), EngineAnswer.Status(Json(json)));

    public static TheoryData<string, LinkAnswer> Links => new()
    {
        { """{"kind":"qr","payload":"2@x","expiresAt":1790000000000}""", new LinkAnswer.Qr("2@x", DateTimeOffset.FromUnixTimeMilliseconds(1790000000000)) },
        { """{"kind":"pairingCode","code":"ABCD1234"}""", new LinkAnswer.PairingCode("ABCD1234") },
        { """{"kind":"linked","state":"connecting"}""", new LinkAnswer.AlreadyLinked(SessionState.Connecting) },
        { """{"kind":"failed","cause":"qr_timeout"}""", new LinkAnswer.Failed(ConnectionCause.LinkTimedOut) },
        { """{"kind":"qr","payload":7}""", new LinkAnswer.Failed(ConnectionCause.LinkFailed) },
        { """{"kind":"new"}""", new LinkAnswer.Failed(ConnectionCause.LinkFailed) },
        { "null", new LinkAnswer.Failed(ConnectionCause.LinkFailed) },
    };

    [Theory]
    [MemberData(nameof(Links), DisableDiscoveryEnumeration = true)]
    public void Link_AsTold_IsRead(string json, LinkAnswer expected) => Assert.Equal(expected, EngineAnswer.Link(Json(json)));

    public static TheoryData<string, SendResult> Sends => new()
    {
        { """{"kind":"accepted","at":1790000000000}""", new SendResult.Accepted(DateTimeOffset.FromUnixTimeMilliseconds(1790000000000)) },
        { """{"kind":"refused","code":463,"reason":"No."}""", new SendResult.Refused(463, "No.") },
        { """{"kind":"refused","code":463}""", new SendResult.Refused(463, "WhatsApp refused the message.") },
        { """{"kind":"uncertain","reason":"Late."}""", new SendResult.Uncertain("Late.") },
        { """{"kind":"notConnected"}""", new SendResult.NotConnected() },
        { """{"kind":"accepted"}""", new SendResult.Uncertain("WhatsApp did not confirm the message.") },
        { """{"kind":"refused","code":"463"}""", new SendResult.Uncertain("WhatsApp did not confirm the message.") },
        { """{"kind":"refused","code":99999999999}""", new SendResult.Uncertain("WhatsApp did not confirm the message.") },
        { "7", new SendResult.Uncertain("WhatsApp did not confirm the message.") },
    };

    [Theory]
    [MemberData(nameof(Sends), DisableDiscoveryEnumeration = true)]
    public void Send_AsTold_IsRead(string json, SendResult expected) => Assert.Equal(expected, EngineAnswer.Send(Json(json)));

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
