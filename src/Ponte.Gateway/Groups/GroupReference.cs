using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Groups;

/// <summary>What the API reference says of <see cref="GroupEndpoints"/> and <see cref="GroupMemberEndpoints"/>.</summary>
internal static class GroupReference
{
    private const string Identifier = "The group's JID, an invite code or a full invite link.";

    private const string Info =
        """
        {"name":"Orders","jid":"120363000000000001@g.us","description":"","inviteCode":"AbCdEfGhIjKlMnOpQrStUv","inviteLink":"https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv","createdBy":"5511900000000@s.whatsapp.net","participantCount":2,"participants":[{"jid":"5511900000001@s.whatsapp.net","isAdmin":false,"isSuperAdmin":false}],"groupSettings":{"membersCanEditInfo":true,"membersCanSendMessages":true,"membersCanAddOthers":false,"requireAdminApproval":false}}
        """;

    private static readonly BodyField[] Fields =
    [
        new("name", "string", "The group's name, up to 100 characters."),
        new("description", "string", "Up to 2,048 characters; empty: none."),
        new("image", "string", "The picture: a URL, a `data:` URI or base64, up to 10 MiB. It becomes a JPEG of 640 x 640."),
        new("groupSettings", "object", "Any of `membersCanEditInfo`, `membersCanSendMessages`, `membersCanAddOthers`, `requireAdminApproval`."),
    ];

    private static readonly BodyField IdentifierField = new("identifier", "string", Identifier, Required: true);

    public static void DescribeCreate(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Make a group")
        .WithDescription("This number is its admin. Participants that WhatsApp does not let in are left out; send them the link. What WhatsApp does not take of description, image and settings is named in `message`.")
        .Takes("""{"name":"Orders","participants":["5511900000001"]}""", [.. Fields, new("participants", "array", "Numbers or JIDs, at most 500."), new("communityJid", "string", "Not supported.")])
        .Answers(201, "Made", $$"""{"success":true,"message":"Group created successfully","group":{{Info}} }""")
        .Refuses(400, "Name is required")
        .Refuses(400, "Invalid request body: groupSettings must be an object")
        .Refuses(501, "Communities are not supported")
        .Refuses(503, "Instance is not connected to WhatsApp");

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List the groups that this number is in")
        .WithDescription("With `?includeMembers=true` each has its `members`.")
        .Answers(200, "The groups", """{"success":true,"message":"Groups retrieved successfully","groups":[{"groupJid":"120363000000000001@g.us","name":"Orders","description":"","memberCount":2,"createdAt":"2026-01-02T03:04:05Z","members":null}],"total":1}""")
        .Refuses(503, "Instance is not connected to WhatsApp");

    public static void DescribeInfo(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Show a group")
        .WithDescription($"Query: `identifier` ({Identifier}), `participants` (default `true`). By code or link also a group that this number is not in.")
        .Answers(200, "The group", """{"success":true,"message":"Group info retrieved successfully","group":{"name":"Orders","jid":"120363000000000001@g.us","description":"","image":null,"inviteCode":null,"inviteLink":null,"createdBy":null,"createdAt":null,"participantCount":1,"participants":[{"jid":"5511900000001@s.whatsapp.net","lid":null,"isAdmin":false,"isSuperAdmin":false}],"groupSettings":{"membersCanEditInfo":true,"membersCanSendMessages":true,"membersCanAddOthers":false,"requireAdminApproval":false},"metadata":{},"isEphemeral":false,"isIncognito":false,"isSuspended":false,"isDefaultSubGroup":false}}""")
        .RefusesGroups();

    public static void DescribeUpdate(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Change a group")
        .WithDescription("At least one field beside `identifier`. `message` lists what was changed, and what WhatsApp did not take.")
        .Takes("""{"identifier":"120363000000000001@g.us","name":"Sales"}""", [IdentifierField, .. Fields, new("removeImage", "boolean", "Takes the picture away, whatever `image` says.")])
        .Answers(200, "Changed", $$"""{"success":true,"message":"Group updated successfully: name","group":{{Info}} }""")
        .Refuses(400, GroupFields.NothingGiven)
        .Refuses(403, GroupErrors.NotAdminToChange)
        .RefusesGroups();

    public static void DescribeParticipants(this RouteHandlerBuilder endpoint, string invalidAction) => endpoint
        .WithSummary("Change who is in a group, and as what")
        .WithDescription("Each participant has an outcome of its own: the answer is 200 also when some, or all, fail.")
        .Takes(
            """{"action":"add","identifier":"120363000000000001@g.us","participants":["5511900000001"]}""",
            new BodyField("action", "string", "`add`, `remove`, `promote`, `demote`, `approve` or `reject`.", Required: true),
            IdentifierField,
            new BodyField("participants", "array", "Numbers or JIDs, at most 500.", Required: true))
        .Answers(200, "The outcomes", """{"success":true,"message":"Group participants updated","participants":[{"jid":"5511900000001@s.whatsapp.net","success":true,"error":null}]}""")
        .Refuses(400, invalidAction)
        .Refuses(400, "Participants are required")
        .Refuses(403, GroupErrors.NotAdminToChangePeople)
        .RefusesGroups();

    public static void DescribeJoin(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Join a group by its link")
        .WithDescription("Where an admin has to approve, `pending` is true and `groupJid` null.")
        .Takes("""{"identifier":"https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv"}""", new BodyField("identifier", "string", "An invite code or a full invite link.", Required: true))
        .Answers(200, "Joined", """{"success":true,"message":"Successfully joined the group","groupJid":"120363000000000001@g.us","pending":false}""")
        .Refuses(400, GroupErrors.IdentifierRequired)
        .Refuses(400, GroupErrors.DeadLinkText)
        .Refuses(409, "You are already a member of this group")
        .Refuses(503, "Instance is not connected to WhatsApp");

    public static void DescribeReset(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Make another invite link")
        .WithDescription("The old one leads nowhere from then on.")
        .Takes("""{"identifier":"120363000000000001@g.us"}""", IdentifierField)
        .Answers(200, "The new link", """{"success":true,"message":"Group invite link reset successfully","groupJid":"120363000000000001@g.us","inviteCode":"AbCdEfGhIjKlMnOpQrStUv","inviteLink":"https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv"}""")
        .Refuses(403, GroupErrors.NotAdminToReset)
        .RefusesGroups();

    public static void DescribeRequests(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List who asks to be let in")
        .WithDescription($"Query: `identifier` ({Identifier}). `participants` with `approve` or `reject` decides.")
        .Answers(200, "Those who ask", """{"success":true,"message":"Group requests retrieved successfully","requests":[{"jid":"100000000000001@lid","phoneNumber":null}],"meta":{"total":1}}""")
        .Refuses(403, GroupErrors.NotAdminToViewRequests)
        .RefusesGroups();

    public static void DescribeLeave(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Leave a group")
        .WithDescription($"Query: `identifier` ({Identifier}). Leaving again is a 404.")
        .Answers(200, "Left", """{"success":true,"message":"Successfully left the group","groupJid":"120363000000000001@g.us"}""")
        .RefusesGroups();

    private static void RefusesGroups(this RouteHandlerBuilder endpoint) => endpoint
        .Refuses(400, GroupErrors.IdentifierRequired)
        .Refuses(400, GroupErrors.InvalidIdentifier)
        .Refuses(404, GroupErrors.NotFoundText)
        .Refuses(503, "Instance is not connected to WhatsApp");
}
