using System.Text.Json;
using Ponte.Chatwoot.Json;
using Ponte.Chatwoot.Messages;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class LenientJsonTests
{
    [Fact]
    public void Message_WithNothingButAnId_HasDefaultsThatClaimNothing()
    {
        var message = Parse("""{"id":1}""");

        Assert.Equal((MessageType.Unknown, MessageStatus.Unknown, false, null), (message.MessageType, message.Status, message.Private, message.CreatedAt));
        Assert.Empty(message.Attachments);
        Assert.False(message.IsDeleted);
    }

    [Fact]
    public void Message_WithEveryFieldOfAWrongType_IsStillRead()
    {
        var message = Parse(
            """
            {"id":"7","content":12,"account_id":"x","inbox_id":{},"conversation_id":"9","message_type":"99","private":"yes","source_id":[1],"content_type":true,
             "content_attributes":"{}","status":5,"created_at":"never","sender":[],"attachments":[1,null,{"id":"3","file_size":1.5}],"conversation":"c"}
            """);

        Assert.Equal((7, "12", null, null, 9L), (message.Id, message.Content, message.AccountId, message.InboxId, message.ConversationId));
        Assert.Equal((MessageType.Unknown, MessageStatus.Unknown, null, "true"), (message.MessageType, message.Status, message.SourceId, message.ContentType));
        Assert.Equal((3L, null), (Assert.Single(message.Attachments).Id, message.Attachments[0].FileSize));
        Assert.Null(message.Sender);
        Assert.Null(message.CreatedAt);
    }

    [Theory]
    [InlineData("1795424253", "2026-11-23T08:57:33Z")]
    [InlineData("1795424253.5", "2026-11-23T08:57:33.5Z")]
    [InlineData("\"1795424253\"", "2026-11-23T08:57:33Z")]
    [InlineData("\"2026-11-23T08:57:33.522Z\"", "2026-11-23T08:57:33.522Z")]
    [InlineData("\"2026-11-23T05:57:33-03:00\"", "2026-11-23T08:57:33Z")]
    [InlineData("0", null)]
    [InlineData("1e99", null)]
    [InlineData("-5", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void CreatedAt_EverySpelling_IsRead(string json, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Parse($$"""{"id":1,"created_at":{{json}}}""").CreatedAt);

    [Theory]
    [InlineData("0", MessageType.Incoming)]
    [InlineData("3", MessageType.Template)]
    [InlineData("\"outgoing\"", MessageType.Outgoing)]
    [InlineData("4", MessageType.Unknown)]
    [InlineData("-1", MessageType.Unknown)]
    [InlineData("2147483647", MessageType.Unknown)]
    [InlineData("\"2\"", MessageType.Unknown)]
    [InlineData("null", MessageType.Unknown)]
    public void MessageType_NumberOrWord_IsRead(string json, MessageType expected) => Assert.Equal(expected, Parse($$"""{"id":1,"message_type":{{json}}}""").MessageType);

    [Theory]
    [InlineData("""{"id":1,"content_attributes":null}""", false, null)]
    [InlineData("""{"id":1,"content_attributes":{"deleted":true,"external_error":null}}""", true, null)]
    [InlineData("""{"id":1,"content_attributes":{"deleted":"true","external_error":"no","unknown":{"a":[1]}}}""", true, "no")]
    public void ContentAttributes_EverySpelling_IsRead(string json, bool deleted, string? error)
    {
        var message = Parse(json);

        Assert.Equal((deleted, error), (message.IsDeleted, message.ContentAttributes.ExternalError));
    }

    [Fact]
    public void Content_HalfASurrogatePair_IsShownAsItCame() => Assert.Equal("a\\ud800b", Parse("""{"id":1,"content":"a\ud800b"}""").Content);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":1.5}""")]
    public void Message_WithoutAnId_IsNotRead(string json) => Assert.Throws<JsonException>(() => Parse(json));

    [Theory]
    [InlineData("""{"id":1,"additional_attributes":{"a":"1","a":"2"}}""", null)]
    [InlineData("""{"id":1,"additional_attributes":{"a":7}}""", "7")]
    [InlineData("""{"id":1,"additional_attributes":{"a":{"b":1}}}""", null)]
    [InlineData("""{"id":1,"additional_attributes":[]}""", null)]
    [InlineData("""{"id":1}""", null)]
    public void Attribute_OddObjects_NeverThrow(string json, string? expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize(json, ChatwootJson.Default.Inbox)!.Attribute("a"));

    private static Message Parse(string json) => JsonSerializer.Deserialize(json, ChatwootJson.Default.Message)!;
}
