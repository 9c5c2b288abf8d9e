using System.Text.Json;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

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

    public static TheoryData<string, MediaAnswer> Files => new()
    {
        { """{"kind":"saved","size":7}""", new MediaAnswer.Saved(7) },
        { """{"kind":"tooLarge","size":9}""", new MediaAnswer.TooLarge(9) },
        { """{"kind":"tooLarge"}""", new MediaAnswer.TooLarge(null) },
        { """{"kind":"gone","reason":"No."}""", new MediaAnswer.Gone("No.") },
        { """{"kind":"failed","reason":"Late."}""", new MediaAnswer.Failed("Late.") },
        { """{"kind":"saved","size":-1}""", new MediaAnswer.Failed("The file could not be fetched from WhatsApp.") },
        { """{"kind":"saved"}""", new MediaAnswer.Failed("The file could not be fetched from WhatsApp.") },
        { "[]", new MediaAnswer.Failed("The file could not be fetched from WhatsApp.") },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Media_AsTold_IsRead(string json, MediaAnswer expected) => Assert.Equal(expected, EngineAnswer.Media(Json(json)));

    public static TheoryData<string, UserLookUp> Users => new()
    {
        { """{"kind":"found","user":"5511900000001@s.whatsapp.net"}""", new UserLookUp.Found(UserId.Parse("5511900000001@s.whatsapp.net"), null) },
        { """{"kind":"found","user":"5511900000001@s.whatsapp.net","lid":"5511900000002@s.whatsapp.net"}""", new UserLookUp.Found(UserId.Parse("5511900000001@s.whatsapp.net"), null) },
        { """{"kind":"found","user":"120363000000000001@g.us"}""", new UserLookUp.Unavailable() },
        { """{"kind":"missing"}""", new UserLookUp.Missing() },
        { """{"kind":"unavailable"}""", new UserLookUp.Unavailable() },
        { "null", new UserLookUp.Unavailable() },
    };

    [Theory]
    [MemberData(nameof(Users), DisableDiscoveryEnumeration = true)]
    public void User_AsTold_IsRead(string json, UserLookUp expected) => Assert.Equal(expected, EngineAnswer.User(Json(json)));

    public static TheoryData<string, ProfileAnswer> Profiles => new()
    {
        { """{"kind":"known","name":"Shop","pictureId":"p","pictureSaved":true}""", new ProfileAnswer.Known("Shop", "p", PictureSaved: true) },
        { """{"kind":"known","name":7,"pictureSaved":"yes"}""", new ProfileAnswer.Known(null, null, PictureSaved: false) },
        { """{"kind":"unavailable"}""", new ProfileAnswer.Unavailable() },
        { "7", new ProfileAnswer.Unavailable() },
    };

    [Theory]
    [MemberData(nameof(Profiles), DisableDiscoveryEnumeration = true)]
    public void Profile_AsTold_IsRead(string json, ProfileAnswer expected) => Assert.Equal(expected, EngineAnswer.Profile(Json(json)));

    [Theory]
    [InlineData("""{"members":null}""", -1)]
    [InlineData("""{"members":{}}""", -1)]
    [InlineData("[]", -1)]
    [InlineData("""{"members":[]}""", 0)]
    [InlineData("""{"members":[null,7,{"user":"x"},{"user":"100000000000001@lid","alias":"y","name":[]}]}""", 1)]
    public void Members_AsTold_AreThoseThatCanBeRead(string json, int count) => Assert.Equal(count, EngineAnswer.Members(Json(json))?.Count ?? -1);

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
