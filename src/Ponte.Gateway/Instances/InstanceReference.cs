using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Instances;

/// <summary>What the API reference says of <see cref="InstanceEndpoints"/>.</summary>
internal static class InstanceReference
{
    private const string Blocks =
        """
        "chatwoot":{"enabled":false},"webhook":{"enabled":false},"websocket":{"enabled":false,"events":[],"mediaBase64":false},
        "proxy":{"enabled":false,"host":null,"port":null,"protocol":null,"username":null},
        "settings":{"autoRejectCalls":false,"callRejectMessage":"","ignoreGroupMessages":false,"keepOnlineStatus":false,"autoReadMessages":false,"disableHistorySync":true,"ignoreStatus":false},
        "s3":{"enabled":false,"region":null,"bucket":null,"accessKey":null,"endpoint":null,"pathPrefix":null}
        """;

    private const string Connection = """{"state":"connected","numberJid":null,"presenceStatus":"unavailable","displayStatus":"connected"}""";

    private static readonly string Created =
        $$"""
        {"success":true,"message":"Instance created","chatwoot":{"enabled":false},
        "instance":{"id":"ins_4fj2k9d8s7a6q5w3e1r0","name":"support","token":"pti_...","engine":"sandbox","connection":{{Connection}},{{Blocks}} } }
        """;

    private static readonly string Listed =
        $$"""
        {"success":true,"message":"1 Instance found","instances":[{"id":"ins_4fj2k9d8s7a6q5w3e1r0","name":"support","token":"pti_...","engine":"sandbox",
        "connection":{{Connection}},"status":"connected","numberJid":null,"profile":{"name":null,"pictureUrl":null,"isBusiness":false,"businessName":null},{{Blocks}} }]}
        """;

    public static void DescribeCreate(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Create an instance")
        .WithDescription(
            "An instance is one WhatsApp number. The blocks `chatwoot`, `webhook`, `websocket`, `proxy`, `settings` and `s3` are independent: "
            + "a block that fails says so in its summary and never stops the creation. At most 20 a minute.")
        .Takes(
            """{"name":"support","engine":"sandbox"}""",
            new BodyField("name", "string", "1 to 64 letters, digits, `_`, `.` or `-`, beginning with a letter or digit; unique in the account.", Required: true),
            new BodyField("token", "string", "The TokenInstance, 8 to 128 printable characters without space. Generated when absent."),
            new BodyField("engine", "string", "`baileys` (default) or `sandbox`, a simulated phone."),
            new BodyField("chatwootEnabled", "boolean", "Activate Chatwoot at once; then the chatwoot fields are read. A failure is reported in `chatwoot.error`."),
            new BodyField("chatwootBaseUrl", "string", "As `chatwootBaseUrl` of `POST /api/chatwoot/set/{instance}`."),
            new BodyField("chatwootAccountId", "integer", "As `chatwootAccountId` there."),
            new BodyField("chatwootApiToken", "string", "As `chatwootApiToken` there."),
            new BodyField("chatwootInboxName", "string", "As `inboxName` there."),
            new BodyField("chatwootSignMessages", "boolean", "As `signMessages` there."),
            new BodyField("chatwootIgnoreGroups", "boolean", "As `ignoreGroups` there."),
            new BodyField("chatwootStartAsPending", "boolean", "As `startAsPending` there."),
            new BodyField("chatwootReopenResolved", "boolean", "As `reopenResolved` there."))
        .Answers(201, "Created", Created)
        .Refuses(400, "Instance name is required")
        .Refuses(400, "Invalid request body")
        .Refuses(409, "Instance name already exists")
        .Refuses(409, "Instance token already in use");

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List instances")
        .WithDescription(
            "With the TokenAccount all instances, with their tokens; `instanceName` narrows it to one name or several, separated by commas. "
            + "With a TokenInstance only its own, without the token.")
        .Answers(200, "The instances", Listed)
        .Refuses(404, "Instance not found");

    public static void DescribeConnect(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Connect an instance")
        .WithDescription("A sandbox instance is connected at once. Instances of the engine baileys cannot be connected yet.")
        .Answers(200, "Connected", """{"success":true,"message":"Instance is connected","status":"connected"}""")
        .Refuses(403, "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)")
        .Refuses(501, "The engine baileys cannot connect yet: this version of Ponte connects sandbox instances only");

    public static void DescribeDelete(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Delete an instance")
        .WithDescription("Removes the instance and everything Ponte keeps for it. The inbox in Chatwoot stays.")
        .Answers(200, "Deleted", """{"success":true,"message":"Instance deleted","instance":{"status":"deleted"}}""");
}
