namespace Ponte.SystemTests.Contract;

/// <summary>Groups (http-contract 8.3).</summary>
internal static class GroupStories
{
    private const string Self = "5511900000000@s.whatsapp.net";
    private const string Ana = "5511911111111@s.whatsapp.net";
    private const string Group = "120363900000000001@g.us";
    private const string NotFound = "404 Group not found or you are not a member of this group";
    private const string Invalid = "400 Invalid identifier. Use a group JID, an invite code or an invite link";
    private const string Strangers = "120363000000000077@g.us";
    private const string Settings = """{"membersCanEditInfo":true,"membersCanSendMessages":true,"membersCanAddOthers":false,"requireAdminApproval":false}""";
    private const string Locked = """{"membersCanEditInfo":false,"membersCanSendMessages":true,"membersCanAddOthers":false,"requireAdminApproval":false}""";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("8.3", "a group's life",
            ("""POST /api/sandbox/:instance/missing {"numbers":["5521922222222","552122222222"]}""", "200 …"),
            ("GET /api/group/list/:instance", """200 {"success":true,"message":"Groups retrieved successfully","groups":[],"total":0}"""),
            ("""POST /api/group/create/:instance {"name":"Orders","participants":["+55 11 91111-1111"],"description":"Ask here"}""", $$"""201 {"success":true,"message":"Group created successfully","group":{{Info("Orders", "Ask here", Settings)}}}"""),
            ("GET /api/group/list/:instance", $$"""200 {"success":true,"message":"Groups retrieved successfully","groups":[{"groupJid":"{{Group}}","name":"Orders","description":"Ask here","memberCount":2,"createdAt":"<time>","members":null}],"total":1}"""),
            ($$"""POST /api/message/text/:instance {"number":"{{Group}}","message":"Hello all"}""", $$$"""200 {"…":"","data":{"…":"","chat":{"jid":"{{{Group}}}","groupName":"Orders"}} }"""),
            ($$$"""PUT /api/group/update/:instance {"identifier":"{{{Group}}}","name":"Sales","description":"","groupSettings":{"membersCanEditInfo":false}}""", $$"""200 {"success":true,"message":"Group updated successfully: name, description, groupSettings","group":{{Info("Sales", "", Locked)}}}"""),
            ("GET /api/group/info/:instance?identifier=https://chat.whatsapp.com/Sandbox000000000000002&participants=false", $$$"""200 {"success":true,"message":"Group info retrieved successfully","group":{"name":"Sales","jid":"{{{Group}}}","description":"","image":null,"inviteCode":"Sandbox000000000000002","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000002","createdBy":"{{{Self}}}","createdAt":"<time>","participantCount":2,"participants":[],"groupSettings":{{{Locked}}},"metadata":{},"isEphemeral":false,"isIncognito":false,"isSuspended":false,"isDefaultSubGroup":false}}"""),
            ($$"""POST /api/group/participants/:instance {"action":"add","identifier":"Sandbox000000000000002","participants":["{{Ana}}","100000000000005@lid",5521922222222]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":false,"error":"already in the group"},{"jid":"100000000000005@lid","success":true,"error":null},{"jid":"5521922222222@s.whatsapp.net","success":false,"error":"not found"}]}"""),
            ($$"""POST /api/group/participants/:instance {"action":"promote","identifier":"{{Group}}","participants":["5511911111111","5511900000033"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null},{"jid":"5511900000033@s.whatsapp.net","success":false,"error":"not found"}]}"""),
            ($$"""POST /api/group/participants/:instance {"action":"remove","identifier":"{{Group}}","participants":["5511911111111"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null}]}"""),
            ($$"""POST /api/sandbox/:instance/requests {"chat":"{{Group}}","users":["100000000000009@lid","5511911111111"]}""", "200 …"),
            ($"GET /api/group/requests/:instance?identifier={Group}", """200 {"success":true,"message":"Group requests retrieved successfully","requests":[{"jid":"100000000000009@lid","phoneNumber":null},{"jid":"5511911111111@s.whatsapp.net","phoneNumber":"5511911111111"}],"meta":{"total":2}}"""),
            ($$"""POST /api/group/participants/:instance {"action":"approve","identifier":"{{Group}}","participants":["5511911111111"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null}]}"""),
            ($$"""POST /api/group/resetLink/:instance {"identifier":"{{Group}}"}""", $$"""200 {"success":true,"message":"Group invite link reset successfully","groupJid":"{{Group}}","inviteCode":"Sandbox000000000000003","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000003"}"""),
            ("""POST /api/group/join/:instance {"identifier":"Sandbox000000000000002"}""", "400 Invite link has been revoked or expired"),
            ("""POST /api/group/join/:instance {"identifier":"Sandbox000000000000003"}""", "409 You are already a member of this group"),
            ($"DELETE /api/group/leave/:instance?identifier={Group}", $$"""200 {"success":true,"message":"Successfully left the group","groupJid":"{{Group}}"}"""),
            ($"DELETE /api/group/leave/:instance?identifier={Group}", NotFound),
            ($"GET /api/group/info/:instance?identifier={Group}", NotFound),
            ("""POST /api/group/join/:instance {"identifier":"https://chat.whatsapp.com/Sandbox000000000000003"}""", $$"""200 {"success":true,"message":"Successfully joined the group","groupJid":"{{Group}}","pending":false}"""),
            ($$"""POST /api/group/resetLink/:instance {"identifier":"{{Group}}"}""", "403 Not authorized to reset group invite link (must be admin)")),
        new("8.3", "groups refused",
        [
            ($$"""POST /api/sandbox/:instance/members {"chat":"{{Strangers}}","members":[{"user":"5511911111111"}]}""", "200 …"),
            ("POST /api/group/create/:instance {}", "400 Name is required"),
            ("""POST /api/group/create/:instance {"name":5,"participants":"x","groupSettings":[]}""", "400 Invalid request body: name must be a string; groupSettings must be an object; participants must be an array of at most 500 strings"),
            ("""POST /api/group/create/:instance {"name":"x","participants":["nobody"]}""", "400 Invalid request body: participants must be phone numbers of 5 to 15 digits or addresses of people"),
            ("""POST /api/group/create/:instance {"name":"x","participants":[null]}""", "400 Invalid request body: participants must be an array of strings"),
            ("""POST /api/group/create/:instance {"name":"x","communityJid":"1@g.us"}""", "501 Communities are not supported"),
            ("""POST /api/group/create/:instance {"name":"x","image":"http://169.254.169.254/a.png"}""", "400 Invalid request body: image could not be fetched: link-local and metadata addresses are never called"),
            ("""POST /api/group/create/:instance {"name":"x","image":"data:image/png;base64,AAAA"}""", "400 Invalid request body: image is not a picture"),
            ("""POST /api/group/create/:instance {"name":"x","image":"?"}""", "400 Invalid request body: image must be an http or https URL, a data: URI or base64"),
            ("GET /api/group/info/:instance?identifier=Nowhere0000000000000000", NotFound),
            ($$"""PUT /api/group/update/:instance {"identifier":"{{Strangers}}"}""", "400 Invalid request body: give at least one of name, description, image, removeImage, groupSettings"),
            ($$"""PUT /api/group/update/:instance {"identifier":"{{Strangers}}","name":"x"}""", "403 Not authorized to change this group (must be admin)"),
            ("""POST /api/group/participants/:instance {"action":"kick"}""", "400 Invalid action. Use 'add', 'remove', 'promote', 'demote', 'approve', or 'reject'"),
            ($$"""POST /api/group/participants/:instance {"action":"add","identifier":"{{Strangers}}"}""", "400 Participants are required"),
            ($$"""POST /api/group/participants/:instance {"action":"add","identifier":"{{Strangers}}","participants":["5511911111111"]}""", "403 Not authorized to change group participants (must be admin)"),
            ($"GET /api/group/requests/:instance?identifier={Strangers}", "403 Not authorized to view group requests (must be admin)"),
            ($$"""POST /api/group/join/:instance {"identifier":"{{Strangers}}"}""", "400 Invalid identifier. Use an invite code or an invite link"),
            ("POST /api/group/join/:instance []", "400 Invalid request body: the body must be a JSON object"),
            ("POST /api/group/join/:instance {}", "400 Identifier is required"),
            .. Refusals("PUT /api/group/update/:instance {", "\"name\":\"x\"}"),
            .. Refusals("POST /api/group/participants/:instance {", "\"action\":\"add\",\"participants\":[\"5511911111111\"]}"),
            .. Refusals("POST /api/group/resetLink/:instance {", "\"…\":1}"),
            .. Refusals("GET /api/group/info/:instance?"), .. Refusals("GET /api/group/requests/:instance?"), .. Refusals("DELETE /api/group/leave/:instance?"),
        ]),
    ];

    // Of every route that takes a group: as a field in front of the others, or in the query.
    private static (string Call, string Answer)[] Refusals(string route, string? fields = null) =>
    [
        (route.TrimEnd('?') + fields, "400 Identifier is required"),
        (Named(route, "5511900000001@s.whatsapp.net", fields), Invalid),
        (Named(route, Group, fields), NotFound),
    ];

    private static string Named(string route, string group, string? fields) => fields is null ? $"{route}identifier={group}" : $"{route}\"identifier\":\"{group}\",{fields}";

    private static string Info(string name, string description, string settings) =>
        $$"""
        {"name":"{{name}}","jid":"{{Group}}","description":"{{description}}","inviteCode":"Sandbox000000000000002","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000002","createdBy":"{{Self}}",
        "participantCount":2,"participants":[{"jid":"{{Self}}","isAdmin":true,"isSuperAdmin":true},{"jid":"{{Ana}}","isAdmin":false,"isSuperAdmin":false}],"groupSettings":{{settings}}}
        """;
}
