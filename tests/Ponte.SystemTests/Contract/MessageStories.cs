namespace Ponte.SystemTests.Contract;

/// <summary>Sending (http-contract 7).</summary>
internal static class MessageStories
{
    // One red point.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private const string Group = "120363000000000001@g.us";
    private const string File = ""","mediaUrl":"<string?>","mediaMimeType":"image/png","mediaSize":"<integer>","mediaDuration":null""";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("7.3", "every kind",
            ("""POST /api/message/text/:instance {"number":"+55 (11) 90000-0001","message":"Hello"}""", Sent("text", "Hello")),
            ($$"""POST /api/message/media/:instance {"number":"5511900000001","mediaType":"image","mediaBase64":"{{Picture}}","message":"Look"}""", Sent("image", "Look", File)),
            ($$"""POST /api/message/media/:instance {"number":"5511900000001","mediaType":"document","mediaUrl":"data:image/png;base64,{{Picture}}","fileName":"a.png"}""", Sent("document", "", File)),
            ($$"""POST /api/message/sticker/:instance {"number":"5511900000001","imageUrl":"data:image/png;base64,{{Picture}}"}""",
                Sent("sticker", "", File.Replace("image/png", "image/webp", StringComparison.Ordinal)).Replace("\"content\":\"\",", "", StringComparison.Ordinal)),
            ("""POST /api/message/location/:instance {"number":"5511900000001","latitude":-23.5505,"longitude":-46.6333,"name":"Shop","address":"Rua 1"}""",
                Sent("location", "📍 Shop\\nRua 1\\nLat: -23.5505, Long: -46.6333")),
            ("""POST /api/message/contact/:instance {"number":"5511900000001","vcard":{"fullName":"Ana","phone":"+55 11 90000-0002"}}""",
                Sent("contact", "Ana", ""","vcard":[{"fullName":"Ana","phone":"+55 11 90000-0002"}]""")),
            ("""POST /api/message/contact/:instance {"number":"5511900000001","vcard":[{"fullName":"Ana","phone":"5511900000002"},{"fullName":"Bia","phone":"5511900000003"}]}""",
                """200 {"…":"","message":"2 contacts sent successfully in one message"}"""),
            ("""POST /api/message/poll/:instance {"number":"5511900000001@s.whatsapp.net","question":"Which day?","options":["Monday","Tuesday"],"maxAnswer":9}""", Sent("poll", "Which day?")),
            ("""POST /api/message/reaction/:instance {"number":"5511900000001","messageId":"3EB0F1E2D3C4B5A6978899","reaction":"👍"}""",
                Sent("reaction", "👍", ""","replyTo":{"messageId":"3EB0F1E2D3C4B5A6978899"}""").Replace("Message sent", "Reaction sent", StringComparison.Ordinal)),
            ("""POST /api/message/reaction/:instance {"number":"5511900000001","messageId":"3EB0F1E2D3C4B5A6978899","reaction":"remove"}""",
                """200 {"…":"","message":"Reaction removed successfully","data":{"…":"","content":""}}"""),
            ("""POST /api/message/status/:instance {"type":"text","message":"Open"}""", Sent("text", "Open").Replace("5511900000001@s.whatsapp.net", "status@broadcast", StringComparison.Ordinal)),
            ("""POST /api/message/text/:instance?wait=false {"number":"5511900000001","message":"Hello"}""", """202 {"success":true,"message":"Message queued","status":"queued","data":{"…":"","messageId":"<string>"}}""")),
        new("7.1", "a key, and a reply",
        [
            ("""[Idempotency-Key: order-7] POST /api/message/text/:instance {"number":"5511900000001","message":"Once"}""", """200 {"…":"","data":{"…":"","messageId":"<string as :first>"}}"""),
            ("""[Idempotency-Key: order-7] POST /api/message/text/:instance {"number":"5511900000001","message":"Once"}""", """200 {"…":"","data":{"…":"","messageId":":first"}}"""),
            ("""[Idempotency-Key: order-7] POST /api/message/text/:instance {"number":"5511900000001","message":"Twice"}""", "409 This Idempotency-Key was used for another request"),
            .. Kinds("409 This Idempotency-Key was used for another request", "[Idempotency-Key: order-7] "),
            ("""POST /api/message/text/:instance {"number":"5511900000001","message":"Yes","replyTo":":first"}""", Sent("text", "Yes", ""","replyTo":"<object>" """)),
            .. Kinds("404 Message to reply to not found", "", ""","replyTo":"3EB000000000000000000" """).Where(row => !row.Call.Contains("/reaction/", StringComparison.Ordinal) && !row.Call.Contains("/status/", StringComparison.Ordinal)),
        ]),
        new("7.3", "sends refused",
        [
            ("""POST /api/sandbox/:instance/missing {"numbers":["5511900000001","551100000001"]}""", "200 …"),
            .. Kinds("400 Number 5511900000001 is not on WhatsApp", "", ""","number":"5511900000001" """).Where(row => !row.Call.Contains("/status/", StringComparison.Ordinal)),
            .. Kinds("400 Number is required", "", ""","number":"" """).Where(row => !row.Call.Contains("/status/", StringComparison.Ordinal)),
            ("""POST /api/message/text/:instance {"number":"abc","message":"Hello"}""", "400 Number abc is neither digits with country code nor a WhatsApp address"),
            ("""POST /api/message/text/:instance {"number":"5511900000001"}""", "400 Invalid request body: message is required"),
            ($$"""POST /api/message/text/:instance {"number":"{{Group}}","message":"Hi","mention":["everybody"]}""", "400 Invalid request body: mention must be a list of numbers or addresses of people"),
            ("""POST /api/message/media/:instance {"number":"5511900000001","mediaType":"hologram"}""", "400 Invalid request body: mediaType must be image, video, audio or document; mediaUrl is required"),
            ("""POST /api/message/media/:instance {"number":"5511900000002","mediaType":"image","mediaUrl":"http://169.254.169.254/latest"}""", "400 The file could not be fetched: …"),
            ("""POST /api/message/sticker/:instance {"number":"5511900000002","imageUrl":"data:text/plain;base64,aGVsbG8="}""", "400 imageUrl must be a PNG, JPEG, GIF or WebP picture"),
            ("""POST /api/message/location/:instance {"number":"5511900000001","latitude":0,"longitude":0}""", "400 Invalid request body: latitude and longitude are required"),
            ("""POST /api/message/contact/:instance {"number":"5511900000001"}""", "400 Invalid request body: vcard is required"),
            ("""POST /api/message/poll/:instance {"number":"5511900000001","question":"?","options":["a","a"]}""", "400 Invalid request body: options must be 2 to 12 different texts"),
            ($$"""POST /api/message/reaction/:instance {"number":"{{Group}}","messageId":"A1","reaction":"👍"}""", "400 Invalid request body: participant is required for the message of somebody else in a group"),
            ("""POST /api/message/status/:instance {"type":"poem"}""", "400 Invalid request body: type must be text, image, video or audio"),
            ("""[Content-Type: text/plain] POST /api/message/text/:instance {"number":"5511900000001","message":"Hello"}""", "415 Content-Type must be application/json"),
        ]),
    ];

    // One body that works of every kind, with more behind it: of a field that is written twice the last one counts.
    private static (string Call, string Answer)[] Kinds(string answer, string before = "", string more = "") =>
    [
        ($$"""{{before}}POST /api/message/text/:instance {"number":"5511900000001","message":"Hello"{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/media/:instance {"number":"5511900000001","mediaType":"image","mediaBase64":"{{Picture}}"{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/sticker/:instance {"number":"5511900000001","imageUrl":"data:image/png;base64,{{Picture}}"{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/location/:instance {"number":"5511900000001","latitude":-23.5505,"longitude":-46.6333{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/contact/:instance {"number":"5511900000001","vcard":{"fullName":"Ana","phone":"5511900000002"}{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/poll/:instance {"number":"5511900000001","question":"Which?","options":["a","b"]{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/reaction/:instance {"number":"5511900000001","messageId":"A1","reaction":"👍"{{more}}}""", answer),
        ($$"""{{before}}POST /api/message/status/:instance {"type":"text","message":"Open"{{more}}}""", answer),
    ];

    private static string Sent(string type, string content, string more = "") =>
        $$$"""
        200 {"success":true,"message":"Message sent successfully","status":"sent","data":{"messageId":"<string>","messageType":"{{{type}}}","content":"{{{content}}}","direction":"outgoing",
        "chat":{"jid":"5511900000001@s.whatsapp.net"},"sender":{"jid":"5511900009999@s.whatsapp.net"}{{{more}}}}}
        """;
}
