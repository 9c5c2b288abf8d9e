namespace Ponte.Gateway.Tests.ChatActions;

/// <summary>http-contract 8.1 and 8.2, on the simulated phone.</summary>
public sealed class ChatActionEndpointsTests(SharedGateway gateway)
{
    private const string Chat = "\"chat_jid\":\"5511911111111@s.whatsapp.net\"";
    private const string NotConnected = "503 Instance is not connected to WhatsApp";

    [Fact]
    public async Task Chats_EveryAction_AnswersToTheLetter()
    {
        var table = await ContractTable.StartAsync(gateway);
        await table.MissingAsync("4915112345678");
        await table.CheckAsync(
            ("""POST /api/chat/archive {"number":"5511911111111","archive":true}""", $$"""200 {"success":true,"message":"Chat archived successfully",{{Chat}},"archived":true}"""),
            ("""POST /api/chat/archive {"number":5511911111111,"archive":false}""", $$"""200 {"success":true,"message":"Chat unarchived successfully",{{Chat}},"archived":false}"""),
            ("""POST /api/chat/pin {"number":"5511911111111@s.whatsapp.net","pin":true}""", $$"""200 {"success":true,"message":"Chat pinned successfully",{{Chat}},"pinned":true}"""),
            ("""POST /api/chat/pin {"number":"5511911111111","pin":false}""", $$"""200 {"success":true,"message":"Chat unpinned successfully",{{Chat}},"pinned":false}"""),
            ("""POST /api/chat/mute {"number":"5511911111111","mute":true,"duration":"8 hours"}""", $$"""200 {"success":true,"message":"Chat muted for 8 hours",{{Chat}},"muted":true,"duration":28800}"""),
            ("""POST /api/chat/mute {"number":"5511911111111","mute":true,"duration":"7d"}""", $$"""200 {"success":true,"message":"Chat muted for 1 week",{{Chat}},"muted":true,"duration":604800}"""),
            ("""POST /api/chat/mute {"number":"5511911111111","mute":true,"duration":""}""", $$"""200 {"success":true,"message":"Chat muted permanently",{{Chat}},"muted":true,"duration":0}"""),
            ("""POST /api/chat/mute {"number":"5511911111111","mute":false}""", $$"""200 {"success":true,"message":"Chat notifications unmuted successfully",{{Chat}},"muted":false,"duration":0}"""),
            ("""POST /api/chat/block {"number":"5511911111111","block":true}""", """200 {"success":true,"message":"Contact blocked successfully","contact_jid":"5511911111111@s.whatsapp.net","blocked_count":1,"blocked":true}"""),
            ("""POST /api/chat/block {"number":"5511911111111","block":false}""", """200 {"success":true,"message":"Contact unblocked successfully","contact_jid":"5511911111111@s.whatsapp.net","blocked_count":0,"blocked":false}"""),
            ("""POST /api/chat/markChatRead {"number":"5511911111111","read":true}""", $$"""200 {"success":true,"message":"Chat marked as read successfully",{{Chat}},"read":true}"""),
            ("""POST /api/chat/markChatRead {"number":"5511911111111","read":false}""", $$"""200 {"success":true,"message":"Chat marked as unread successfully",{{Chat}},"read":false}"""),
            ("""DELETE /api/chat/deleteChat {"number":"5511911111111"}""", $$"""200 {"success":true,"message":"Chat deleted successfully",{{Chat}},"delete_media":false}"""),
            ("""DELETE /api/chat/deleteChat {"number":"5511911111111","deleteMedia":true}""", $$"""200 {"success":true,"message":"Chat deleted successfully (including media)",{{Chat}},"delete_media":true}"""));
    }

    [Fact]
    public async Task Chats_Refusals_AreThoseOfTheContract()
    {
        var table = await ContractTable.StartAsync(gateway);
        await table.MissingAsync("4915112345678");
        await table.CheckAsync(
            ("POST /api/chat/archive {}", "400 Number is required"),
            ("POST /api/chat/pin []", "400 Invalid request body: the body must be a JSON object"),
            ("""POST /api/chat/pin {"number":"5511911111111","pin":"yes"}""", "400 Invalid request body: pin must be true or false"),
            ("""POST /api/chat/pin {"number":"12"}""", "400 Invalid number. Use 5 to 15 digits or a JID"),
            ("""POST /api/chat/pin {"number":"status@broadcast"}""", "400 Invalid number. Use 5 to 15 digits or a JID"),
            ("""POST /api/chat/pin {"number":"4915112345678"}""", "400 Number is not on WhatsApp"),
            ("""POST /api/chat/mute {"number":"5511911111111","mute":true,"duration":"2h"}""", "400 Invalid duration: 2h"),
            ("""POST /api/chat/block {"number":"120363000000000001@g.us"}""", "400 Only people can be blocked, not groups"),
            ("POST /api/chat/favorite {}", "400 Number or messageId is required"),
            ("""POST /api/chat/favorite {"number":"5511911111111"}""", "501 Favorite chats are not supported. Name a message by messageId"),
            ("""POST /api/chat/favorite {"messageId":"3EB0000000000001"}""", "404 Message not found"),
            ("DELETE /api/chat/deleteChat {}", "400 Number is required"));
        await table.SandboxAsync("connection", new { state = "disconnected" });
        await table.CheckAsync(
            ("""POST /api/chat/archive {"number":"5511911111111"}""", NotConnected),
            ("""POST /api/chat/mute {"number":"5511911111111"}""", NotConnected),
            ("""POST /api/chat/block {"number":"5511911111111"}""", NotConnected),
            ("GET /api/chat/tag", NotConnected),
            ("GET /api/chat/contactsByLabel", NotConnected));
    }

    [Fact]
    public async Task Labels_LifeCycle_AnswersToTheLetter()
    {
        var table = await ContractTable.StartAsync(gateway);
        const string Vip = """{"id":"1","name":"VIP","color":3,"colorHex":"#dfaef0","type":"CUSTOM","deleted":false}""";
        const string Late = """{"id":"2","name":"Late","color":0,"colorHex":"#ff9485","type":"CUSTOM","deleted":false}""";
        await table.CheckAsync(
            ("""POST /api/chat/tag {"name":" VIP ","color":3}""", $$"""201 {"success":true,"message":"Tag created successfully","tag":{{Vip}}}"""),
            ("""POST /api/chat/tag {"name":"Late","color":99}""", $$"""201 {"success":true,"message":"Tag created successfully","tag":{{Late}}}"""),
            ("GET /api/chat/tag", $$"""200 {"success":true,"message":"Tags retrieved successfully","tags":[{{Vip}},{{Late}}],"total":2}"""),
            ("""POST /api/chat/assignTag {"number":"5511911111111","tagId":"1"}""", $$"""200 {"success":true,"message":"Tag assigned successfully","tag_id":"1",{{Chat}}}"""),
            ("""POST /api/chat/assignTag {"number":"5511911111111","tagId":2}""", $$"""200 {"success":true,"message":"Tag assigned successfully","tag_id":"2",{{Chat}}}"""),
            ("GET /api/chat/contactsByLabel?labelNames=vip", $$"""200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[{{{Chat}},"labels":[{"id":"1","name":"VIP"}]}],"total_chats":1,"total_rows":1,"refreshed":false,"filter_label_ids":["1"]}"""),
            ("GET /api/chat/contactsByLabel?labelIds=7", """200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[],"total_chats":0,"total_rows":0,"refreshed":false,"filter_label_ids":[]}"""),
            ("DELETE /api/chat/assignTag?number=5511911111111&tagId=1", $$"""200 {"success":true,"message":"Tag removed successfully","tag_id":"1",{{Chat}}}"""),
            ("GET /api/chat/contactsByLabel?refresh=true", $$"""200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[{{{Chat}},"labels":[{"id":"2","name":"Late"}]}],"total_chats":1,"total_rows":1,"refreshed":true,"filter_label_ids":[]}"""),
            ("DELETE /api/chat/tag?tagId=1", $$"""200 {"success":true,"message":"Tag deleted successfully","tag":{{Vip.Replace("false", "true", StringComparison.Ordinal)}}}"""),
            ("DELETE /api/chat/tag?tagId=1", "404 Tag not found"),
            ("DELETE /api/chat/tag", "400 tagId query parameter is required"),
            ("POST /api/chat/tag {}", "400 Tag name is required"),
            ("""POST /api/chat/assignTag {"number":"5511911111111"}""", "400 tagId is required"),
            ("""POST /api/chat/assignTag {"tagId":"2"}""", "400 Number is required"),
            ("""POST /api/chat/assignTag {"number":"5511911111111","tagId":"9"}""", "404 Tag not found"));
    }
}
