using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Events.Payloads;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Events.Payloads;

public sealed class EventDataTests
{
    private static readonly UserId Ana = UserId.Parse("5511900000001@s.whatsapp.net");
    private static readonly MessageId Id = MessageId.Parse("A1");
    private static readonly MessageId Target = MessageId.Parse("T1");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_795_669_200);
    private static readonly PersonView Self = new("5511900009999@s.whatsapp.net", null, null);
    private static readonly ChatView Chat = new(Ana.Value, null, "Ana", "private");
    private static readonly EventPeople People = new(Self, Chat, Chat.ToPerson(), []);

    public static TheoryData<string, string, string> Contents { get; } = new()
    {
        { """{"kind":"text","text":"Hi"}""", "text", """{"content":"Hi"}""" },
        { Media("image", ""","caption":"Look" """), "image", """{"content":"Look","media":{"type":"image","caption":"Look","mimeType":"a/b","mimetype":"a/b","isVoiceNote":false,"base64":"Qg=="}}""" },
        { Media("voice", ""), "audio", """{"content":null,"media":{"type":"ptt","isVoiceNote":true}}""" },
        { Media("videoNote", ""), "video", """{"media":{"type":"ptv"}}""" },
        { Media("gif", ""), "video", """{"media":{"type":"video","isAnimated":true}}""" },
        { """{"kind":"location","latitude":-23.5,"longitude":-46.6,"name":"Here","address":"There"}""", "location", """{"content":"Here","location":{"latitude":-23.5,"longitude":-46.6,"name":"Here","address":"There","isLive":false}}""" },
        { """{"kind":"contacts","cards":[{"name":"B, C","numbers":["+55 11"]},{"name":"D","numbers":[]}]}""", "contact", """{"content":"B, C, D","contact":{"display_name":"B, C","phone_number":"+55 11","vcard":"BEGIN:VCARD\nVERSION:3.0\nFN:B\\, C\nTEL:+55 11\nEND:VCARD"}}""" },
        { """{"kind":"poll","question":"When?","options":["Now"],"isMultiple":true}""", "poll", """{"content":"When?","poll":{"title":"When?","options":[{"name":"Now"}],"isMultiple":true}}""" },
        { """{"kind":"choice","title":"Yes"}""", "buttons_response", """{"content":"Yes","button_response":{"title":"Yes","body":null,"selected_button_id":null}}""" },
        { """{"kind":"menu","options":[],"text":"Choose"}""", "interactive", """{"content":"Choose"}""" },
        { """{"kind":"event","name":"Party"}""", "event", """{"content":"Party"}""" },
        { """{"kind":"order","title":"Two cakes"}""", "order", """{"content":"Two cakes"}""" },
        { """{"kind":"product","title":"Cake"}""", "product", """{"content":"Cake"}""" },
        { """{"kind":"invite","group":"G","link":"https://x"}""", "group_invite", """{"content":"https://x"}""" },
        { """{"kind":"viewOnce"}""", "view_once", """{"content":null}""" },
        { """{"kind":"undecryptable"}""", "undecryptable", """{"content":null}""" },
        { """{"kind":"unsupported","type":"odd"}""", "unsupported", """{"content":null,"originalType":"odd"}""" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void Message_OfEachContent_HasItsTypeAndParts(string content, string type, string parts)
    {
        var json = $$"""{"kind":"message","chat":"{{Ana}}","id":"A1","sender":"{{Ana}}","fromMe":false,"sentAt":0,"content":{{content}}}""";
        var message = Of((ChatEvent)WhatsApp.Json.EventJson.Read(json))["message"]!;

        Assert.Equal(type, message["type"]!.GetValue<string>());
        AssertHas(JsonNode.Parse(parts)!.AsObject(), message.AsObject());
    }

    [Fact]
    public void Changes_OfAMessage_NameTheMessageTheyAreAbout()
    {
        var edit = Of(new MessageEdited(Ana.Chat, Id, Target, Ana, FromMe: false, At, new IncomingText("New")))["message"]!;
        Assert.Equal("message_edit", edit["type"]!.GetValue<string>());
        Assert.True(edit["isEdit"]!.GetValue<bool>());
        Assert.Equal("""{"original_id":"T1","text":"New"}""", edit["edit"]!.ToJsonString());
        var deletion = Of(new MessageDeleted(Ana.Chat, Id, Target, Ana, FromMe: false, At))["message"]!;
        Assert.Equal("message_revoke", deletion["type"]!.GetValue<string>());
        Assert.Equal("""{"original_id":"T1"}""", deletion["revoke"]!.ToJsonString());
        var reaction = Of(new ReactionChanged(Ana.Chat, Id, Target, Ana, FromMe: false, At, "x"))["message"]!;
        Assert.Equal("""{"message_id":"T1","text":"x"}""", reaction["reaction"]!.ToJsonString());
        var vote = Of(new PollVoted(Ana.Chat, Id, Target, Ana, FromMe: false, At, ["Now"]))["message"]!;
        Assert.Equal("""{"message_id":"T1","options":[{"name":"Now"}]}""", vote["pollVote"]!.ToJsonString());
    }

    [Fact]
    public void Message_FromThePhone_IsOutgoingToTheChatAndCarriesItsSource()
    {
        var message = new MessageReceived(Ana.Chat, Id, Ana, FromMe: true, At, new IncomingText("Hi")) { IsForwarded = true, Quote = new QuotedMessage(Target, Ana, "Q"), Mentions = [Ana] };
        var data = Of(message, source: "api");

        Assert.Equal("outgoing", data["direction"]!.GetValue<string>());
        Assert.Equal(Ana.Value, data["recipient"]!["jid"]!.GetValue<string>());
        Assert.Equal("api", data["message"]!["source"]!.GetValue<string>());
        Assert.Equal($$"""{"message_id":"T1","text":"Q","participant":"{{Ana}}"}""", data["message"]!["reply"]!.ToJsonString());
        Assert.Equal("""{"isForwarded":true,"isStatus":false,"ad":null}""", data["message"]!["context"]!.ToJsonString());
        Assert.Equal($"[\"{Ana}\"]", data["message"]!["mentions"]!.ToJsonString());
        Assert.Equal(Self.Jid, Of(message with { FromMe = false })["recipient"]!["jid"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(ReceiptLevel.Delivered, false, "delivered")]
    [InlineData(ReceiptLevel.Read, false, "read")]
    [InlineData(ReceiptLevel.Played, false, "played")]
    [InlineData(ReceiptLevel.Delivered, true, "sender")]
    [InlineData(ReceiptLevel.Read, true, "read_self")]
    [InlineData(ReceiptLevel.Played, true, "played_self")]
    public void Receipt_OfEachLevel_HasItsStatus(ReceiptLevel level, bool fromMe, string status) =>
        Assert.Equal(status, Of(new ReceiptReceived(Ana.Chat, [Id], Ana, fromMe, At, level))["status"]!.GetValue<string>());

    [Theory]
    [InlineData(SessionState.Connected, null, "connected")]
    [InlineData(SessionState.Linking, null, "qr_ready")]
    [InlineData(SessionState.LoggedOut, "logged_out", "logged_out")]
    [InlineData(SessionState.Disconnected, "stream_replaced", "stream_replaced")]
    [InlineData(SessionState.Disconnected, "engine_stopped", "disconnected")]
    [InlineData(SessionState.Connecting, "stream_error", "connecting")]
    public void Connection_OfEachState_SurvivesItsRow(SessionState state, string? cause, string expected)
    {
        var told = ToldEvent.Of(new StateChange("ins_1", new SessionStatus(state, ConnectionCause.FromCode(cause), Ana), At));
        var read = ToldEvent.FromJson(new LaneKey("ins_1", 0, "webhook:1"), told.ToJson());

        Assert.Equal(told, read);
        var data = Write(EventData.Of(read, "suporte", People, ToldFile.None));
        Assert.Equal(expected, data["state"]!.GetValue<string>());
        Assert.Equal(cause, data["cause"]?["code"]!.GetValue<string>());
        Assert.Equal("2026-11-26T05:00:00.000Z", data["timestamp"]!.GetValue<string>());
    }

    [Fact]
    public void Label_PutOnAChat_SurvivesItsRow()
    {
        var label = new LabelChanged("7", LabelChange.Assigned, At) { Name = "VIP", Chat = Ana.Chat };
        var told = ToldEvent.Of(new LabelNews("ins_1", label));
        var read = ToldEvent.FromJson(new LaneKey("ins_1", 0, "webhook:1"), told.ToJson());

        Assert.Equal(("label.update", told), (told.Name, read));
        var data = Write(EventData.Of(read, "suporte", People, ToldFile.None));
        Assert.Equal("""{"type":"assigned","label":{"id":"7","name":"VIP","color":null}}""", new JsonObject { ["type"] = data["type"]!.DeepClone(), ["label"] = data["label"]!.DeepClone() }.ToJsonString());
        Assert.Equal(People.Chat.Jid, data["chat"]!["jid"]!.GetValue<string>());
        Assert.Null(Write(EventData.Of(ToldEvent.Of(new LabelNews("ins_1", label with { Change = LabelChange.Deleted, Chat = null })), "suporte", People, ToldFile.None))["chat"]);
    }

    // Through the row's payload, as a delivery has it.
    private static JsonNode Of(ChatEvent happened, string source = "")
    {
        var told = ToldEvent.Of(new Happening("ins_1", 4, happened) { Source = source })!;
        return Write(EventData.Of(ToldEvent.FromJson(new LaneKey("ins_1", 4, "webhook:1"), told.ToJson()), "suporte", People, new ToldFile("https://s3.example.com/a", "Qg==")));
    }

    private static JsonNode Write(object data) => JsonSerializer.SerializeToNode(data, EventEnvelope.Json)!;

    private static string Media(string kind, string more) => $$$"""{"kind":"media","media":"{{{kind}}}","file":{"token":"t","mimeType":"a/b"}{{{more}}}}""";

    private static void AssertHas(JsonObject expected, JsonObject actual)
    {
        foreach (var (name, value) in expected)
        {
            Assert.True(actual.ContainsKey(name), name);
            if (value is JsonObject inner && actual[name] is JsonObject there)
            {
                AssertHas(inner, there);
            }
            else
            {
                Assert.Equal(value?.ToJsonString(), actual[name]?.ToJsonString());
            }
        }
    }
}
