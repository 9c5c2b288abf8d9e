namespace Ponte.SystemTests.Contract;

/// <summary>Messages that are kept, read and changed, and what people are told of it (http-contract 8.1).</summary>
internal static class HistoryStories
{
    private const string Ana = "5511911111111@s.whatsapp.net";
    private const string Group = "120363000000000001@g.us";
    private const string NotFound = "404 message not found";
    private const string BadNumber = "400 Invalid request body: number must be 5 to 15 digits with country code or a WhatsApp address (JID)";
    private const string KeyUsed = "409 This Idempotency-Key was used for another request";

    private const string Hello =
        $$"""
        {"messageId":"IN1","content":"Hello","type":"text","direction":"incoming","from":"{{Ana}}","to":"5511900009999@s.whatsapp.net","chat":"{{Ana}}","timestamp":"2026-02-16T18:32:39Z","isGroup":false,
        "fromMe":false,"status":"received","source":"","isEdited":false,"isDeleted":false,"replyTo":null}
        """;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.1", "messages read",
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","name":"Ana","id":"IN1","text":"Hello","timestamp":1771266759}""", "202 …"),
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"PO1","content":{"kind":"poll","question":"When?","options":["Tuesday","Friday"],"isMultiple":false},"timestamp":1771266760}""", "202 …"),
            ("""POST /api/sandbox/:instance/vote {"from":"5511911111111","id":"VO1","target":"PO1","options":["Friday"],"timestamp":1771266761}""", "202 …"),
            ("GET /api/chat/getMessage/:instance?messageId=PO1", "until 200 …"),
            ("GET /api/chat/getMessage/:instance?messageId=IN1", $$$"""200 {"success":true,"message":"Message found","messageId":"IN1","status":"found","data":{{{Hello}}}}"""),
            ("GET /api/chat/getMessage/:instance", "400 Message ID is required (use ?messageId=<message-id>)"),
            ("GET /api/chat/getMessage/:instance?messageId=none", "404 Message not found"),
            ("GET /api/chat/status/:instance?messageId=IN1",
                $$"""200 {"success":true,"message":"Message status retrieved successfully","message_id":"IN1","status":"received","status_code":3,"direction":"received","chat_jid":"{{Ana}}","timestamp":"2026-02-16T18:32:39Z"}"""),
            ("GET /api/chat/status/:instance", "400 messageId query parameter is required"),
            ("GET /api/chat/status/:instance?messageId=none", "404 Message not found"),
            ("GET /api/chat/status/:foreign?messageId=IN1", "404 Message does not belong to this instance"),
            ("GET /api/chat/poll/:instance?messageId=PO1", $$$"""
                until 200 {"success":true,"message":"Poll retrieved successfully","messageId":"PO1","data":{"messageId":"PO1","name":"When?","votes":[{"optionName":"Tuesday","optionVoteCount":0},{"optionName":"Friday","optionVoteCount":1}],
                "voteDetails":[{"optionHash":"E21F3F372A46D4BE7B49F6809FC91BAEFEADAE004AF06485518E124A142C0271","optionName":"Friday","senderJid":"{{{Ana}}}","voteMessageId":"VO1","createdAt":"2026-02-16T18:32:41Z"}]}}
                """),
            ("GET /api/chat/poll/:instance", "400 messageId query parameter is required"),
            ("GET /api/chat/poll/:instance?messageId=none", "404 Message not found"),
            ("GET /api/chat/poll/:instance?messageId=IN1", "400 Message is not a poll"),
            ("""POST /api/chat/history/:instance {"number":"5511911111111","to":"2026-02-16T18:32:39Z"}""",
                $$"""200 {"success":true,"message":"Chat history retrieved successfully","messages":[{{Hello}}],"count":1,"hasMore":false,"chat_jid":"{{Ana}}"}"""),
            ("""POST /api/chat/history/:instance {"number":"5511911111111","count":1}""", """200 {"…":"","messages":[{"…":"","messageId":"PO1"}],"count":1,"hasMore":true}"""),
            ("POST /api/chat/history/:instance {}", "400 Number is required"),
            ("""POST /api/chat/history/:instance {"number":"nobody"}""", BadNumber),
            ("""POST /api/chat/history/:instance {"number":"5511911111111","from":"02/16/2026"}""", "400 invalid 'from' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')"),
            ("""POST /api/chat/history/:instance {"number":"5511911111111","to":"2026-02-31"}""", "400 invalid 'to' date format. Use ISO 8601 format (e.g., '2026-02-16T18:32:39Z')"),
            ("GET /api/chat/contacts/:instance", """200 {"success":true,"message":"Contacts retrieved successfully","contacts":["<object>"],"total":1}"""),
            ("GET /api/chat/contacts/:instance?number=5511911111111",
                $$$"""200 {"success":true,"message":"Contact retrieved successfully","contact":{"found":true,"jid":"{{{Ana}}}","lid":null,"name":"Ana","push_name":"Ana","full_name":null,"business_name":null}}"""),
            ("GET /api/chat/contacts/:instance?number=4915112345678", """200 {"…":"","message":"Contact not found","contact":{"…":"","found":false,"jid":"4915112345678@s.whatsapp.net"}}"""),
            ("GET /api/chat/contacts/:instance?number=nobody", "400 Invalid number: give 5 to 15 digits with country code or a WhatsApp address (JID)")),
        new("8.1", "files",
            ("""[Content-Type: image/png] POST /api/sandbox/:instance/media red point""", """201 {"…":"","file":{"…":"","token":"<string as :token>"}}"""),
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"FI1","content":{"kind":"media","media":"image","file":{"token":":token","mimeType":"image/png"}}}""", "202 …"),
            ("GET /api/chat/base64/:instance?messageId=FI1", """until 200 {"success":true,"message":"Base64 retrieved successfully","message_id":"FI1","mime_type":"image/png","media_type":"image","base64":"cmVkIHBvaW50"}"""),
            ("GET /api/chat/base64/:instance", "400 messageId query parameter is required"),
            ("GET /api/chat/base64/:instance?messageId=none", "404 Message not found or no media available"),
            ("""POST /api/sandbox/:instance/withhold {"count":1,"gone":false}""", "200 …"),
            ("GET /api/chat/base64/:instance?messageId=FI1", "502 The file could not be fetched from WhatsApp. Try again later."),
            ("""POST /api/sandbox/:instance/withhold {"count":1,"gone":false}""", "200 …"),
            ("""POST /api/sandbox/:instance/connection {"state":"disconnected"}""", "200 …"),
            ("GET /api/chat/base64/:instance?messageId=FI1", "until 503 Instance is not connected to WhatsApp")),
        new("8.1", "reading and writing shown",
            ("""POST /api/chat/markRead/:instance {"messageId":"IN1","number":"5511911111111"}""", $$"""200 {"success":true,"message":"Message marked as read successfully","message_id":"IN1","chat_jid":"{{Ana}}"}"""),
            ("POST /api/chat/markRead/:instance {}", "400 messageId is required"),
            ("""POST /api/chat/markRead/:instance {"messageId":"IN1"}""", "400 Number is required"),
            ("""POST /api/chat/markRead/:instance {"messageId":"IN1","number":"nobody"}""", BadNumber),
            ("""POST /api/chat/markRead/:instance {"messageId":"ü","number":"5511911111111"}""", "400 Invalid request body: messageId must be a WhatsApp message id"),
            ($$"""POST /api/chat/markRead/:instance {"messageId":"IN1","number":"{{Group}}"}""", "400 sender is required for group messages"),
            ($$"""POST /api/chat/markRead/:instance {"messageId":"IN1","number":"{{Group}}","sender":"{{Group}}"}""", "400 Invalid request body: sender must be 5 to 15 digits with country code or a person's address (JID)"),
            ("""POST /api/chat/presence/:instance {"number":"5511911111111","state":"Paused"}""", $$"""200 {"success":true,"message":"Presence updated successfully","chat_jid":"{{Ana}}","state":"paused","duration":0}"""),
            ("""POST /api/chat/presence/:instance {"number":"5511911111111","state":"TYPING","duration":99}""", """200 {"…":"","state":"typing","duration":60}"""),
            ("""POST /api/chat/presence/:instance {"state":"typing"}""", "400 Number is required"),
            ("""POST /api/chat/presence/:instance {"number":"nobody","state":"typing"}""", BadNumber),
            ("""POST /api/chat/presence/:instance {"number":"5511911111111"}""", "400 State is required. Use 'typing', 'recording', or 'pause'"),
            ("""POST /api/chat/presence/:instance {"number":"5511911111111","state":"dancing"}""", "400 Invalid state. Use 'typing', 'recording', or 'pause'")),
        new("8.1", "messages changed and passed on",
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"IN1","text":"Hello"}""", "202 …"),
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","fromMe":true,"id":"OLD","text":"Long ago","timestamp":1771266759}""", "202 …"),
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"PO1","content":{"kind":"poll","question":"When?","options":["Tuesday","Friday"],"isMultiple":false}}""", "202 …"),
            ("GET /api/chat/getMessage/:instance?messageId=PO1", "until 200 …"),
            ("""POST /api/message/text/:instance {"number":"5511911111111","message":"Helo"}""", """200 {"…":"","data":{"…":"","messageId":"<string as :sent>"}}"""),
            ("""[Idempotency-Key: edit] POST /api/chat/edit/:instance {"messageId":":sent","content":"Hello"}""", $$"""200 {"success":true,"message":"Message edited successfully","messageId":":sent","chatJid":"{{Ana}}","oldContent":"Helo","newContent":"Hello"}"""),
            ("""[Idempotency-Key: edit] POST /api/chat/edit/:instance {"messageId":":sent","content":"Hi"}""", KeyUsed),
            ("""POST /api/chat/edit/:instance {"content":"x"}""", "400 messageId is required"),
            ("""POST /api/chat/edit/:instance {"messageId":"A1"}""", "400 content is required"),
            ("""POST /api/chat/edit/:instance {"messageId":"A1","content":"x"}""", NotFound),
            ("""POST /api/chat/edit/:instance {"messageId":"IN1","content":"x"}""", "400 can only edit own text messages"),
            ("""POST /api/chat/edit/:instance {"messageId":"OLD","content":"x"}""", "400 message is too old to edit: WhatsApp allows it for 15 minutes"),
            ("""POST /api/chat/edit/:instance?wait=false {"messageId":":sent","content":"Hello!"}""", """202 {"success":true,"message":"Message queued","status":"queued","…":""}"""),
            ("""POST /api/chat/forward/:instance {"messageId":"IN1","to":"5511922222222"}""",
                """200 {"success":true,"message":"Message forwarded successfully","messageId":"<string>","originalId":"IN1","destinationJid":"5511922222222@s.whatsapp.net"}"""),
            ("""[Idempotency-Key: edit] POST /api/chat/forward/:instance {"messageId":"IN1","to":"5511922222222"}""", KeyUsed),
            ("""POST /api/chat/forward/:instance {"to":"5511922222222"}""", "400 messageId is required"),
            ("""POST /api/chat/forward/:instance {"messageId":"IN1"}""", "400 to is required"),
            ("""POST /api/chat/forward/:instance {"messageId":"A1","to":"5511922222222"}""", NotFound),
            ("""POST /api/sandbox/:instance/missing {"numbers":["4915112345678"]}""", "200 …"),
            ("""POST /api/chat/forward/:instance {"messageId":"IN1","to":"4915112345678"}""", "400 Number 4915112345678 is not on WhatsApp"),
            ("""POST /api/chat/forward/:instance {"messageId":"PO1","to":"5511922222222"}""", "500 unsupported message type for forwarding: poll"),
            ("""POST /api/chat/forward/:instance?wait=false {"messageId":"IN1","to":"5511922222222"}""", """202 {"…":"","status":"queued"}"""),
            ("""DELETE /api/chat/delete/:instance {"messageId":"IN1","deleteForEveryone":true}""", "400 can only delete own messages for everyone"),
            ("""[Idempotency-Key: edit] DELETE /api/chat/delete/:instance {"messageId":":sent","deleteForEveryone":true}""", KeyUsed),
            ("""DELETE /api/chat/delete/:instance {"messageId":":sent","deleteForEveryone":true}""", $$"""200 {"success":true,"message":"Message deleted for everyone successfully","messageId":":sent","chat_jid":"{{Ana}}","delete_type":"revoke"}"""),
            ("""DELETE /api/chat/delete/:instance {"messageId":":sent","deleteForEveryone":true}""", NotFound),
            ("""DELETE /api/chat/delete/:instance?wait=false {"messageId":"OLD","deleteForEveryone":true}""", """202 {"…":"","status":"queued"}"""),
            ("DELETE /api/chat/delete/:instance {}", "400 MessageID is required"),
            ("""DELETE /api/chat/delete/:instance {"messageId":"A1"}""", NotFound),
            ("""DELETE /api/chat/delete/:instance {"messageId":"IN1"}""", $$"""200 {"success":true,"message":"Message deleted for me successfully","messageId":"IN1","chat_jid":"{{Ana}}","delete_type":"delete_for_me"}"""),
            ("""DELETE /api/chat/delete/:instance {"messageId":"IN1","deleteForEveryone":false}""", """200 {"…":"","delete_type":"delete_for_me"}"""),
            ("GET /api/chat/getMessage/:instance?messageId=IN1", """200 {"…":"","data":{"…":"","content":"","isDeleted":true}}"""),
            ("""POST /api/chat/forward/:instance {"messageId":"IN1","to":"5511922222222"}""", NotFound)),
    ];
}
