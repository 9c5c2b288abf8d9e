using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Instances.Proxies;

namespace Ponte.Gateway.Instances;

/// <summary>What the API reference says of <see cref="InstanceEndpoints"/>.</summary>
internal static class InstanceReference
{
    private const string Blocks =
        $$"""
        "chatwoot":{"enabled":false},"webhook":{"enabled":false},"websocket":{"enabled":false,"events":[],"mediaBase64":false},
        "proxy":{{ProxyReference.None}},"settings":{{InstanceSettingsReference.Example}},
        "s3":{{BucketReference.None}}
        """;

    private const string Connection =
        """
        {"state":"disconnected","numberJid":"5511900000001@s.whatsapp.net","presenceStatus":"unavailable","displayStatus":"Not connected",
        "since":"2026-04-20T10:15:30Z","cause":{"code":"connect_failure","message":"WhatsApp cannot be reached.","remedy":"Check the internet connection, ..."}}
        """;

    private const string NewConnection =
        """
        {"state":"disconnected","numberJid":null,"presenceStatus":"unavailable","displayStatus":"Not connected","since":"2026-04-20T10:15:30Z","cause":null}
        """;

    private static readonly string Created =
        $$"""
        {"success":true,"message":"Instance created","chatwoot":{"enabled":false},
        "instance":{"id":"ins_4fj2k9d8s7a6q5w3e1r0","name":"support","token":"pti_...","engine":"baileys","connection":{{NewConnection}},{{Blocks}} } }
        """;

    private static readonly string Listed =
        $$"""
        {"success":true,"message":"1 Instance found","instances":[{"id":"ins_4fj2k9d8s7a6q5w3e1r0","name":"support","token":"pti_...","engine":"baileys",
        "connection":{{Connection}},"status":"disconnected","numberJid":"5511900000001@s.whatsapp.net","profile":{"name":null,"pictureUrl":null,"isBusiness":false,"businessName":null},{{Blocks}} }]}
        """;

    public static void DescribeCreate(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Create an instance")
        .WithDescription(
            "An instance is one WhatsApp number. The blocks `chatwoot`, `webhook`, `websocket`, `proxy`, `settings` and `s3` are independent: "
            + "a block that fails says so in its summary and never stops the creation. At most 20 a minute.")
        .Takes(
            """{"name":"support"}""",
            [
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
                new BodyField("chatwootReopenResolved", "boolean", "As `reopenResolved` there."),
                new BodyField("proxyEnabled", "boolean", "Connect through a proxy; then the proxy fields are read."),
                new BodyField("proxyHost", "string", "As `host` of `POST /api/instance/proxy/{instance}`."),
                new BodyField("proxyPort", "string", "As `port` there."),
                new BodyField("proxyProtocol", "string", "As `protocol` there."),
                new BodyField("proxyUsername", "string", "As `username` there."),
                new BodyField("proxyPassword", "string", "As `password` there."),
                .. InstanceSettingsReference.Fields,
                .. BucketReference.InlineFields,
            ])
        .Answers(201, "Created", Created)
        .Refuses(400, "Instance name is required")
        .Refuses(400, "Invalid request body")
        .Refuses(409, "Instance name already exists")
        .Refuses(409, "Instance token already in use");

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List instances")
        .WithDescription(
            "With the TokenAccount all instances, with their tokens; `instanceName` narrows it to one name or several, separated by commas. "
            + "With a TokenInstance only its own, without the token. `connection.state` is `connected`, `connecting`, `disconnected`, `loggedout`, or `qr` while a code "
            + "waits for the phone; `connection.cause` says why it is not connected, and what to do.")
        .Answers(200, "The instances", Listed)
        .Refuses(404, "Instance not found");

    public static void DescribeDelete(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Delete an instance")
        .WithDescription("Unlinks the phone if WhatsApp can be reached, and removes the instance and everything Ponte keeps for it. The inbox in Chatwoot stays, and so do files in S3.")
        .Answers(200, "Deleted", """{"success":true,"message":"Instance deleted","instance":{"status":"deleted"}}""");
}
