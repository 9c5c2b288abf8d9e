namespace Ponte.Gateway.Tests.Groups;

/// <summary>http-contract 8.3, on the simulated phone.</summary>
public sealed class GroupEndpointsTests(SharedGateway gateway)
{
    private const string Self = "5511900000000@s.whatsapp.net";
    private const string Ana = "5511911111111@s.whatsapp.net";
    private const string Group = "120363900000000001@g.us";
    private const string NotFound = "404 Group not found or you are not a member of this group";
    private const string Strangers = "120363000000000077@g.us";
    private const string Settings = """{"membersCanEditInfo":true,"membersCanSendMessages":true,"membersCanAddOthers":false,"requireAdminApproval":false}""";

    [Fact]
    public async Task Groups_LifeCycle_AnswersToTheLetter()
    {
        var table = await ContractTable.StartAsync(gateway);
        var people = $$"""[{"jid":"{{Self}}","isAdmin":true,"isSuperAdmin":true},{"jid":"{{Ana}}","isAdmin":false,"isSuperAdmin":false}]""";
        string Info(string name, string description, string settings) =>
            $$"""{"name":"{{name}}","jid":"{{Group}}","description":"{{description}}","inviteCode":"Sandbox000000000000002","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000002","createdBy":"{{Self}}","participantCount":2,"participants":{{people}},"groupSettings":{{settings}}}""";
        var locked = Settings.Replace("\"membersCanEditInfo\":true", "\"membersCanEditInfo\":false", StringComparison.Ordinal);
        await table.MissingAsync("5521922222222", "552122222222");
        await table.CheckAsync(
            ("GET /api/group/list", """200 {"success":true,"message":"Groups retrieved successfully","groups":[],"total":0}"""),
            ("""POST /api/group/create {"name":"Orders","participants":["+55 11 91111-1111"],"description":"Ask here"}""", $$"""201 {"success":true,"message":"Group created successfully","group":{{Info("Orders", "Ask here", Settings)}}}"""),
            ("GET /api/group/list", $$"""200 {"success":true,"message":"Groups retrieved successfully","groups":[{"groupJid":"{{Group}}","name":"Orders","description":"Ask here","memberCount":2,"createdAt":"TIME","members":null}],"total":1}"""),
            ($$$"""PUT /api/group/update {"identifier":"{{{Group}}}","name":"Sales","description":"","groupSettings":{"membersCanEditInfo":false}}""", $$"""200 {"success":true,"message":"Group updated successfully: name, description, groupSettings","group":{{Info("Sales", "", locked)}}}"""),
            ("GET /api/group/info?identifier=https://chat.whatsapp.com/Sandbox000000000000002&participants=false", $$$"""200 {"success":true,"message":"Group info retrieved successfully","group":{"name":"Sales","jid":"{{{Group}}}","description":"","image":null,"inviteCode":"Sandbox000000000000002","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000002","createdBy":"{{{Self}}}","createdAt":"TIME","participantCount":2,"participants":[],"groupSettings":{{{locked}}},"metadata":{},"isEphemeral":false,"isIncognito":false,"isSuspended":false,"isDefaultSubGroup":false}}"""),
            ($$"""POST /api/group/participants {"action":"add","identifier":"Sandbox000000000000002","participants":["{{Ana}}","100000000000005@lid",5521922222222]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":false,"error":"already in the group"},{"jid":"100000000000005@lid","success":true,"error":null},{"jid":"5521922222222@s.whatsapp.net","success":false,"error":"not found"}]}"""),
            ($$"""POST /api/group/participants {"action":"promote","identifier":"{{Group}}","participants":["5511911111111","5511900000033"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null},{"jid":"5511900000033@s.whatsapp.net","success":false,"error":"not found"}]}"""),
            ($$"""POST /api/group/participants {"action":"remove","identifier":"{{Group}}","participants":["5511911111111"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null}]}"""));
        await table.RequestsAsync(Group, "100000000000009@lid", "5511911111111");
        await table.CheckAsync(
            ($"GET /api/group/requests?identifier={Group}", """200 {"success":true,"message":"Group requests retrieved successfully","requests":[{"jid":"100000000000009@lid","phoneNumber":null},{"jid":"5511911111111@s.whatsapp.net","phoneNumber":"5511911111111"}],"meta":{"total":2}}"""),
            ($$"""POST /api/group/participants {"action":"approve","identifier":"{{Group}}","participants":["5511911111111"]}""", $$"""200 {"success":true,"message":"Group participants updated","participants":[{"jid":"{{Ana}}","success":true,"error":null}]}"""),
            ($$"""POST /api/group/resetLink {"identifier":"{{Group}}"}""", $$"""200 {"success":true,"message":"Group invite link reset successfully","groupJid":"{{Group}}","inviteCode":"Sandbox000000000000003","inviteLink":"https://chat.whatsapp.com/Sandbox000000000000003"}"""),
            ("""POST /api/group/join {"identifier":"Sandbox000000000000002"}""", "400 Invite link has been revoked or expired"),
            ("""POST /api/group/join {"identifier":"Sandbox000000000000003"}""", "409 You are already a member of this group"),
            ($"DELETE /api/group/leave?identifier={Group}", $$"""200 {"success":true,"message":"Successfully left the group","groupJid":"{{Group}}"}"""),
            ($"DELETE /api/group/leave?identifier={Group}", NotFound),
            ($"GET /api/group/info?identifier={Group}", NotFound),
            ("""POST /api/group/join {"identifier":"https://chat.whatsapp.com/Sandbox000000000000003"}""", $$"""200 {"success":true,"message":"Successfully joined the group","groupJid":"{{Group}}","pending":false}"""),
            ($$"""POST /api/group/resetLink {"identifier":"{{Group}}"}""", "403 Not authorized to reset group invite link (must be admin)"));
    }

    [Fact]
    public async Task Groups_Refusals_AreThoseOfTheContract()
    {
        var table = await ContractTable.StartAsync(gateway);
        await table.SandboxAsync("members", new { chat = Strangers, members = new[] { new { user = "5511911111111" } } });
        const string Invalid = "400 Invalid identifier. Use a group JID, an invite code or an invite link";
        await table.CheckAsync(
            ("POST /api/group/create {}", "400 Name is required"),
            ("""POST /api/group/create {"name":5,"participants":"x","groupSettings":[]}""", "400 Invalid request body: name must be a string; groupSettings must be an object; participants must be an array of at most 500 strings"),
            ("""POST /api/group/create {"name":"x","participants":["nobody"]}""", "400 Invalid request body: participants must be phone numbers of 5 to 15 digits or addresses of people"),
            ("""POST /api/group/create {"name":"x","participants":[null]}""", "400 Invalid request body: participants must be an array of strings"),
            ("""POST /api/group/create {"name":"x","communityJid":"1@g.us"}""", "501 Communities are not supported"),
            ("""POST /api/group/create {"name":"x","image":"http://169.254.169.254/a.png"}""", "400 Invalid request body: image could not be fetched: link-local and metadata addresses are never called"),
            ("""POST /api/group/create {"name":"x","image":"data:image/png;base64,AAAA"}""", "400 Invalid request body: image is not a picture"),
            ("""POST /api/group/create {"name":"x","image":"?"}""", "400 Invalid request body: image must be an http or https URL, a data: URI or base64"),
            ("GET /api/group/info", "400 Identifier is required"),
            ("GET /api/group/info?identifier=5511900000001@s.whatsapp.net", Invalid),
            ("GET /api/group/info?identifier=Nowhere0000000000000000", NotFound),
            ("""PUT /api/group/update {"name":"x"}""", "400 Identifier is required"),
            ($$"""PUT /api/group/update {"identifier":"{{Strangers}}"}""", "400 Invalid request body: give at least one of name, description, image, removeImage, groupSettings"),
            ($$"""PUT /api/group/update {"identifier":"{{Strangers}}","name":"x"}""", "403 Not authorized to change this group (must be admin)"),
            ("""POST /api/group/participants {"action":"kick"}""", "400 Invalid action. Use 'add', 'remove', 'promote', 'demote', 'approve', or 'reject'"),
            ("""POST /api/group/participants {"action":"add","participants":["5511911111111"]}""", "400 Identifier is required"),
            ($$"""POST /api/group/participants {"action":"add","identifier":"{{Strangers}}"}""", "400 Participants are required"),
            ($$"""POST /api/group/participants {"action":"add","identifier":"{{Strangers}}","participants":["5511911111111"]}""", "403 Not authorized to change group participants (must be admin)"),
            ($"GET /api/group/requests?identifier={Strangers}", "403 Not authorized to view group requests (must be admin)"),
            ($"GET /api/group/requests?identifier={Group}", NotFound),
            ($$"""POST /api/group/join {"identifier":"{{Strangers}}"}""", "400 Invalid identifier. Use an invite code or an invite link"),
            ("POST /api/group/join []", "400 Invalid request body: the body must be a JSON object"),
            ("DELETE /api/group/leave", "400 Identifier is required"),
            ("POST /api/community/create {}", "501 Communities are not supported"),
            ("GET /api/newsletter/list", "501 Newsletters are not supported"),
            ("POST /api/call/fake {}", "501 Placing calls is not supported"),
            ("POST /api/message/pix {}", "501 Messages of this type are not supported"));
        await table.SandboxAsync("connection", new { state = "disconnected" });
        await table.CheckAsync(
            ("GET /api/group/list", "503 Instance is not connected to WhatsApp"),
            ("""POST /api/group/create {"name":"x"}""", "503 Instance is not connected to WhatsApp"),
            ("POST /api/group/create {}", "400 Name is required"));
    }
}
