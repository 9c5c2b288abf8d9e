namespace Ponte.SystemTests.Contract;

/// <summary>Labels (http-contract 8.1, 8.2).</summary>
internal static class LabelStories
{
    private const string Chat = "\"chat_jid\":\"5511911111111@s.whatsapp.net\"";
    private const string Vip = """{"id":"1","name":"VIP","color":3,"colorHex":"#dfaef0","type":"CUSTOM","deleted":false}""";
    private const string Late = """{"id":"2","name":"Late","color":0,"colorHex":"#ff9485","type":"CUSTOM","deleted":false}""";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.2", "labels",
            ("""POST /api/chat/tag/:instance {"name":" VIP ","color":3}""", $$"""201 {"success":true,"message":"Tag created successfully","tag":{{Vip}}}"""),
            ("""POST /api/chat/tag/:instance {"name":"Late","color":99}""", $$"""201 {"success":true,"message":"Tag created successfully","tag":{{Late}}}"""),
            ("GET /api/chat/tag/:instance", $$"""200 {"success":true,"message":"Tags retrieved successfully","tags":[{{Vip}},{{Late}}],"total":2}"""),
            ("""POST /api/chat/assignTag/:instance {"number":"5511911111111","tagId":"1"}""", $$"""200 {"success":true,"message":"Tag assigned successfully","tag_id":"1",{{Chat}}}"""),
            ("""POST /api/chat/assignTag/:instance {"number":"5511911111111","tagId":2}""", $$"""200 {"success":true,"message":"Tag assigned successfully","tag_id":"2",{{Chat}}}"""),
            ("GET /api/chat/contactsByLabel/:instance?labelNames=vip", $$"""200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[{{{Chat}},"labels":[{"id":"1","name":"VIP"}]}],"total_chats":1,"total_rows":1,"refreshed":false,"filter_label_ids":["1"]}"""),
            ("GET /api/chat/contactsByLabel/:instance?labelIds=7", """200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[],"total_chats":0,"total_rows":0,"refreshed":false,"filter_label_ids":[]}"""),
            ("DELETE /api/chat/assignTag/:instance?number=5511911111111&tagId=1", $$"""200 {"success":true,"message":"Tag removed successfully","tag_id":"1",{{Chat}}}"""),
            ("GET /api/chat/contactsByLabel/:instance?refresh=true", $$"""200 {"success":true,"message":"Contacts by label retrieved successfully","chats":[{{{Chat}},"labels":[{"id":"2","name":"Late"}]}],"total_chats":1,"total_rows":1,"refreshed":true,"filter_label_ids":[]}"""),
            ("DELETE /api/chat/tag/:instance?tagId=1", $$"""200 {"success":true,"message":"Tag deleted successfully","tag":{{Vip.Replace("false", "true", StringComparison.Ordinal)}}}"""),
            ("DELETE /api/chat/tag/:instance?tagId=1", "404 Tag not found"),
            ("DELETE /api/chat/tag/:instance", "400 tagId query parameter is required"),
            ("POST /api/chat/tag/:instance {}", "400 Tag name is required"),
            ("""POST /api/chat/assignTag/:instance {"number":"5511911111111"}""", "400 tagId is required"),
            ("""DELETE /api/chat/assignTag/:instance {"number":"5511911111111"}""", "400 tagId is required"),
            ("""DELETE /api/chat/assignTag/:instance {"number":"5511911111111","tagId":"9"}""", "404 Tag not found"),
            ("""POST /api/chat/assignTag/:instance {"number":"5511911111111","tagId":"9"}""", "404 Tag not found")),
    ];
}
