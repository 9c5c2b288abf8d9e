namespace Ponte.SystemTests.Contract;

/// <summary>The state of chats on this number's devices (http-contract 8.1).</summary>
internal static class ChatStories
{
    private const string Chat = "\"chat_jid\":\"5511911111111@s.whatsapp.net\"";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.1", "chats",
            ("""POST /api/sandbox/:instance/missing {"numbers":["4915112345678"]}""", "200 …"),
            ("""POST /api/chat/archive/:instance {"number":"5511911111111","archive":true}""", $$"""200 {"success":true,"message":"Chat archived successfully",{{Chat}},"archived":true}"""),
            ("""POST /api/chat/archive/:instance {"number":5511911111111,"archive":false}""", $$"""200 {"success":true,"message":"Chat unarchived successfully",{{Chat}},"archived":false}"""),
            ("""POST /api/chat/pin/:instance {"number":"5511911111111@s.whatsapp.net","pin":true}""", $$"""200 {"success":true,"message":"Chat pinned successfully",{{Chat}},"pinned":true}"""),
            ("""POST /api/chat/pin/:instance {"number":"5511911111111","pin":false}""", $$"""200 {"success":true,"message":"Chat unpinned successfully",{{Chat}},"pinned":false}"""),
            ("""POST /api/chat/mute/:instance {"number":"5511911111111","mute":true,"duration":"8 hours"}""", $$"""200 {"success":true,"message":"Chat muted for 8 hours",{{Chat}},"muted":true,"duration":28800}"""),
            ("""POST /api/chat/mute/:instance {"number":"5511911111111","mute":true,"duration":"7d"}""", $$"""200 {"success":true,"message":"Chat muted for 1 week",{{Chat}},"muted":true,"duration":604800}"""),
            ("""POST /api/chat/mute/:instance {"number":"5511911111111","mute":true,"duration":""}""", $$"""200 {"success":true,"message":"Chat muted permanently",{{Chat}},"muted":true,"duration":0}"""),
            ("""POST /api/chat/mute/:instance {"number":"5511911111111","mute":false}""", $$"""200 {"success":true,"message":"Chat notifications unmuted successfully",{{Chat}},"muted":false,"duration":0}"""),
            ("""POST /api/chat/block/:instance {"number":"5511911111111","block":true}""", """200 {"success":true,"message":"Contact blocked successfully","contact_jid":"5511911111111@s.whatsapp.net","blocked_count":1,"blocked":true}"""),
            ("""POST /api/chat/block/:instance {"number":"5511911111111","block":false}""", """200 {"success":true,"message":"Contact unblocked successfully","contact_jid":"5511911111111@s.whatsapp.net","blocked_count":0,"blocked":false}"""),
            ("""POST /api/chat/markChatRead/:instance {"number":"5511911111111","read":true}""", $$"""200 {"success":true,"message":"Chat marked as read successfully",{{Chat}},"read":true}"""),
            ("""POST /api/chat/markChatRead/:instance {"number":"5511911111111","read":false}""", $$"""200 {"success":true,"message":"Chat marked as unread successfully",{{Chat}},"read":false}"""),
            ("""DELETE /api/chat/deleteChat/:instance {"number":"5511911111111"}""", $$"""200 {"success":true,"message":"Chat deleted successfully",{{Chat}},"delete_media":false}"""),
            ("""DELETE /api/chat/deleteChat/:instance {"number":"5511911111111","deleteMedia":true}""", $$"""200 {"success":true,"message":"Chat deleted successfully (including media)",{{Chat}},"delete_media":true}""")),
        new("8.1", "chats refused",
        [
            ("""POST /api/sandbox/:instance/missing {"numbers":["4915112345678"]}""", "200 …"),
            .. Refusals("POST /api/chat/archive"), .. Refusals("POST /api/chat/pin"), .. Refusals("POST /api/chat/mute"), .. Refusals("POST /api/chat/block"), .. Refusals("POST /api/chat/markChatRead"),
            .. Refusals("DELETE /api/chat/deleteChat"), .. Refusals("POST /api/chat/assignTag"), .. Refusals("DELETE /api/chat/assignTag"),
            ("""POST /api/chat/pin/:instance {"number":"5511911111111","pin":"yes"}""", "400 Invalid request body: pin must be true or false"),
            ("""POST /api/chat/pin/:instance {"number":"status@broadcast"}""", "400 Invalid number. Use 5 to 15 digits or a JID"),
            ("""POST /api/chat/mute/:instance {"number":"5511911111111","mute":true,"duration":"2h"}""", "400 Invalid duration: 2h"),
            ("""POST /api/chat/block/:instance {"number":"120363000000000001@g.us"}""", "400 Only people can be blocked, not groups"),
            ("POST /api/chat/favorite/:instance {}", "400 Number or messageId is required"),
            ("""POST /api/chat/favorite/:instance {"number":"5511911111111"}""", "501 Favorite chats are not supported. Name a message by messageId"),
            ("""POST /api/chat/favorite/:instance {"messageId":"3EB0000000000001"}""", "404 Message not found"),
        ]),
        new("8.1", "messages marked with a star",
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"3EB0000000000011","text":"Hello"}""", "202 …"),
            ("GET /api/chat/getMessage/:instance?messageId=3EB0000000000011", "until 200 …"),
            ("""POST /api/chat/favorite/:instance {"messageId":"3EB0000000000011"}""", $$"""200 {"success":true,"message":"Message added to favorites successfully","message_id":"3EB0000000000011",{{Chat}},"favorite":true}"""),
            ("""POST /api/chat/favorite/:instance {"messageId":"3EB0000000000011","number":"5511911111111","favorite":false}""", $$"""200 {"success":true,"message":"Message removed from favorites successfully","message_id":"3EB0000000000011",{{Chat}},"favorite":false}""")),
    ];

    // Of every route that takes a chat; a label's is one more.
    private static (string Call, string Answer)[] Refusals(string route) =>
    [
        ($$"""{{route}}/:instance {"tagId":"1"}""", "400 Number is required"),
        ($$"""{{route}}/:instance {"number":"12","tagId":"1"}""", "400 Invalid number. Use 5 to 15 digits or a JID"),
        ($$"""{{route}}/:instance {"number":"4915112345678","tagId":"1"}""", "400 Number is not on WhatsApp"),
    ];
}
