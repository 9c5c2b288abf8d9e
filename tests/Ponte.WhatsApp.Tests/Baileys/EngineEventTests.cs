using System.Text.Json;
using Ponte.WhatsApp.Baileys;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Baileys;

public sealed class EngineEventTests
{
    private const string Complete =
        """
        {"position":7,"kind":"message","chat":"100000000000001@lid","chatAlias":"5511900000001@s.whatsapp.net","id":"3EB0AA","sender":"100000000000001@lid",
         "senderAlias":"5511900000001@s.whatsapp.net","senderName":"Ana","fromMe":false,"sentAt":1790000000123,"content":{"kind":"text","text":"hello"}}
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_CompleteMessage_HasEverything()
    {
        var expected = new MessageReceived(
            ChatId.Parse("100000000000001@lid"), MessageId.Parse("3EB0AA"), UserId.Parse("100000000000001@lid"), FromMe: false,
            DateTimeOffset.FromUnixTimeMilliseconds(1790000000123), new IncomingText("hello"))
        {
            SenderName = "Ana",
            ChatAlias = ChatId.Parse("5511900000001@s.whatsapp.net"),
            SenderAlias = UserId.Parse("5511900000001@s.whatsapp.net"),
        };

        Assert.Equal(expected, Read(Complete));
        Assert.Equal(7, EngineEvent.Position(Json(Complete)));
    }

    [Theory]
    [InlineData("\"chatAlias\":\"5511900000001@s.whatsapp.net\",", "")]
    [InlineData("\"chatAlias\":\"5511900000001@s.whatsapp.net\"", "\"chatAlias\":null")]
    [InlineData("\"senderAlias\":\"5511900000001@s.whatsapp.net\"", "\"senderAlias\":\"120363000000000001@g.us\"")]
    [InlineData("\"senderName\":\"Ana\"", "\"senderName\":{}")]
    [InlineData("\"senderName\":\"Ana\"", "\"senderName\":\"\\ud800\"")]
    [InlineData("1790000000123", "9223372036854775807")]
    [InlineData("1790000000123", "-9223372036854775808")]
    [InlineData("1790000000123", "1e400")]
    [InlineData("1790000000123", "\"yesterday\"")]
    [InlineData("{\"kind\":\"text\",\"text\":\"hello\"}", "{\"kind\":\"text\",\"text\":7}")]
    [InlineData("{\"kind\":\"text\",\"text\":\"hello\"}", "{\"kind\":\"hologram\"}")]
    [InlineData("{\"kind\":\"text\",\"text\":\"hello\"}", "[]")]
    [InlineData("{\"kind\":\"text\",\"text\":\"hello\"}", "null")]
    public void Read_MessageWithSomethingStrange_StaysAMessage(string given, string strange)
    {
        var message = Assert.IsType<MessageReceived>(Read(Complete.Replace(given, strange, StringComparison.Ordinal)));

        Assert.Equal("3EB0AA", message.Id.Value);
        Assert.InRange(message.SentAt, DateTimeOffset.UnixEpoch, Now.AddYears(1));
    }

    [Theory]
    [InlineData("\"message\"", "\"reaction\"")]
    [InlineData("\"message\"", "7")]
    [InlineData("\"100000000000001@lid\",\"chatAlias\"", "\"nowhere\",\"chatAlias\"")]
    [InlineData("\"3EB0AA\"", "\"\"")]
    [InlineData("\"3EB0AA\"", "\"3EB0\\u0000AA\"")]
    [InlineData("\"3EB0AA\"", "null")]
    [InlineData("\"fromMe\":false", "\"fromMe\":\"no\"")]
    [InlineData("\"fromMe\":false,", "")]
    public void Read_MessageWithoutWhatItNeeds_IsUnreadable(string given, string strange) =>
        Assert.Null(Read(Complete.Replace(given, strange, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    public void Read_NoEvent_IsUnreadable(string json)
    {
        Assert.Null(Read(json));
        Assert.Null(EngineEvent.Position(Json(json)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e30")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Position_NoPlaceInAJournal_IsNone(string position) => Assert.Null(EngineEvent.Position(Json($$"""{"position":{{position}}}""")));

    [Fact]
    public void Read_Unsupported_KeepsTypeAndCaption()
    {
        var json = Complete.Replace("""{"kind":"text","text":"hello"}""", """{"kind":"unsupported","type":"imageMessage","caption":"look"}""", StringComparison.Ordinal);

        Assert.Equal(new IncomingUnsupported("imageMessage", "look"), Assert.IsType<MessageReceived>(Read(json)).Content);
    }

    [Theory]
    [InlineData("100000000000001@lid", "5511900000001@s.whatsapp.net", true)]
    [InlineData("5511900000001@s.whatsapp.net", "100000000000001@lid", false)]
    [InlineData("100000000000001@lid", "100000000000001@lid", false)]
    [InlineData("120363000000000001@g.us", "5511900000001@s.whatsapp.net", false)]
    public void Read_Identity_NeedsALidAndANumber(string lid, string phone, bool readable)
    {
        var read = Read($$"""{"position":1,"kind":"identity","lid":"{{lid}}","phone":"{{phone}}"}""");

        Assert.Equal(readable ? new IdentityLinked(UserId.Parse(lid), UserId.Parse(phone)) : null, read);
    }

    [Fact]
    public void ToString_Events_TellNobodyAndNothing()
    {
        var printed = $"{new JournaledEvent(7, Read(Complete)!)} {Read("""{"kind":"identity","lid":"100000000000001@lid","phone":"5511900000001@c.us"}""")}";

        Assert.All(["hello", "Ana", "900000001", "100000000000001"], secret => Assert.DoesNotContain(secret, printed, StringComparison.Ordinal));
    }

    private static WhatsAppEvent? Read(string json) => EngineEvent.Read(Json(json), Now);

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
