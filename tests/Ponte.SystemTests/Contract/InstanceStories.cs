namespace Ponte.SystemTests.Contract;

/// <summary>Instances and what is set for them (http-contract 1.2, 5).</summary>
internal static class InstanceStories
{
    private const string NoWebhook = "\"webhook\":{\"enabled\":false}";
    private const string NoSocket = """ "websocket":{"enabled":false,"events":[],"mediaBase64":false} """;
    private const string NoProxy = """ "proxy":{"enabled":false,"host":null,"port":null,"protocol":null,"username":null} """;
    private const string NoChatwoot = "\"chatwoot\":{\"enabled\":false}";
    private const string Defaults =
        """ "settings":{"autoRejectCalls":false,"callRejectMessage":"","ignoreGroupMessages":false,"keepOnlineStatus":false,"autoReadMessages":false,"disableHistorySync":true,"ignoreStatus":false} """;

    private const string Connection =
        """ "connection":{"state":"connected","numberJid":"5511900009999@s.whatsapp.net","presenceStatus":"<string>","displayStatus":"<string>","since":"<time>","cause":null} """;

    private const string Item =
        $$"""
        "id":"<string>","name":":instance","engine":"sandbox",{{Connection}},"status":"connected","numberJid":"5511900009999@s.whatsapp.net",
        "profile":{"name":null,"pictureUrl":null,"isBusiness":false,"businessName":null},{{NoWebhook}},{{NoSocket}},{{Defaults}},{{NoProxy}},"s3":"<object>",{{NoChatwoot}}
        """;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("5.1", "creation",
            ("""POST /api/instance/new {"name":":instance-b","engine":"sandbox"}""", $$$"""
                201 {"success":true,"message":"Instance created",{{{NoChatwoot}}},"instance":{"id":"<string>","name":":instance-b","token":"<string as :created>","engine":"sandbox","connection":"<object>",
                {{{NoWebhook}}},{{{NoSocket}}},{{{Defaults}}},{{{NoProxy}}},"s3":"<object>",{{{NoChatwoot}}}}}
                """),
            ("""POST /api/instance/new {"name":":instance-b"}""", "409 Instance name already exists"),
            ("""POST /api/instance/new {"name":":instance-c","token":":created"}""", "409 Instance token already in use"),
            ("POST /api/instance/new {}", "400 Instance name is required"),
            ("""POST /api/instance/new {"name":""}""", "400 Instance name is required"),
            ("""POST /api/instance/new {"name":"-b"}""", "400 Invalid request body: name must match ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"),
            ("POST /api/instance/new []", "400 Invalid request body"),
            ("""[instance token] POST /api/instance/new {"name":":instance-d"}""", "401 Invalid token"),
            ("""POST /api/instance/new {"name":":instance-e","engine":"sandbox","chatwootEnabled":true,"chatwootBaseUrl":":nobody","chatwootAccountId":1,"chatwootApiToken":"abc"}""", """
                201 {"…":"","chatwoot":{"enabled":false,"status":"error","error":"Chatwoot is unreachable at :nobody - verify chatwootBaseUrl and that the host is reachable from the server. Detail: connection refused"}}
                """)),
        new("5.3", "list",
            ("GET /api/instance/list?instanceName=:instance", $$"""200 {"success":true,"message":"1 Instance found","instances":[{ {{Item}},"token":"<string>"}]}"""),
            ("[instance token] GET /api/instance/list?instanceName=another", $$"""200 {"success":true,"message":"1 Instance found","instances":[{ {{Item}} }]}"""),
            ("GET /api/instance/list?instanceName=:instance,:instance-none", """200 {"success":true,"message":"1 Instance found","instances":["<object>"]}"""),
            ("GET /api/instance/list?instanceName=none,:instance-none", """200 {"success":true,"message":"0 Instances found","instances":[]}"""),
            ("GET /api/instance/list?instanceName=:instance-none", "404 Instance not found"),
            ("[another account] GET /api/instance/list?instanceName=:instance", "404 Instance not found"),
            ("[Authorization: Bearer nobody] GET /api/instance/list?instanceName=:instance", """200 {"…":"","message":"1 Instance found"}"""),
            ("[no token] GET /api/instance/list?token=query", "401 Missing token in header, Authorization header, or query parameter")),
        new("5.4", "a number's life",
            ("GET /api/instance/connect/:instance", """200 {"success":true,"message":"Instance is connected","status":"connected"}"""),
            ("GET /api/instance/connect/:instance?number=55", "400 number must be a phone number with its country code, 5 to 15 digits"),
            ("GET /api/instance/connect/:instance?history=0", "400 history must be a number of days from 1 to 3650"),
            ("POST /api/instance/reconnect/:instance", """200 {"success":true,"message":"Reconnect initiated","status":"connecting"}"""),
            ("DELETE /api/instance/logout/:instance", """200 {"success":true,"message":"Instance logged out","instance":{"status":"loggedout"}}"""),
            ("GET /api/instance/list?instanceName=:instance", """until 200 {"…":"","instances":[{"…":"","status":"loggedout"}]}"""),
            ("POST /api/instance/reconnect/:instance", "400 Instance has no saved session — call /connect first"),
            ("[instance token] DELETE /api/instance/delete/:instance", "401 Invalid token"),
            ("DELETE /api/instance/delete/:instance", """200 {"success":true,"message":"Instance deleted","instance":{"status":"deleted"}}"""),
            ("DELETE /api/instance/delete/:instance", "404 Instance not found"),
            ("[instance token] GET /api/instance/list", "401 Invalid token")),
        new("5.5", "settings",
            ("GET /api/instance/getSettings/:instance", $$"""200 {"success":true,"message":"Settings retrieved successfully",{{Defaults}}}"""),
            ("""POST /api/instance/settings/:instance {"callRejectMessage":"Write to us"}""",
                $$"""200 {"success":true,"message":"Settings updated successfully",{{Defaults.Replace("\"callRejectMessage\":\"\"", "\"callRejectMessage\":\"Write to us\"", StringComparison.Ordinal)}}}"""),
            ("[instance token] GET /api/instance/getSettings/:instance", """200 {"…":"","settings":{"…":"","callRejectMessage":"Write to us"}}"""),
            ("POST /api/instance/settings/:instance {}", "400 Invalid request body: give at least one of autoRejectCalls, …"),
            ("""POST /api/instance/settings/:instance {"ignoreGroupMessages":"yes"}""", "400 Invalid request body: ignoreGroupMessages must be true or false"),
            ("POST /api/instance/settings/:instance {", "400 Invalid request body")),
        new("5.6", "proxy",
            ("GET /api/instance/getProxy/:instance", $$"""200 {"success":true,"message":"Proxy configuration retrieved successfully",{{NoProxy}}}"""),
            ("""POST /api/instance/proxy/:instance {"enabled":true,"host":"proxy.example.com","port":"1080","protocol":"socks5","username":"shop","password":"secret"}""",
                """200 {"success":true,"message":"Proxy configuration updated successfully","proxy":{"enabled":true,"host":"proxy.example.com","port":"1080","protocol":"socks5","username":"shop"}}"""),
            ("""POST /api/instance/proxy/:instance {"enabled":true,"host":"proxy.example.com","port":"99999","protocol":"http"}""", "400 Invalid request body: port must be a number from 1 to 65535"),
            ("""POST /api/instance/proxy/:instance {"enabled":false}""", $$"""200 {"success":true,"message":"Proxy configuration updated successfully",{{NoProxy}}}"""),
            ("POST /api/instance/proxy/:instance {}", "400 Invalid request body: enabled is required"),
            ("POST /api/instance/proxy/:instance nothing", "400 Invalid request body")),
        new("5.8", "metrics",
            ("""POST /api/sandbox/:instance/receive {"from":"5511911111111","id":"3EB0000000000021","text":"Hello"}""", "202 …"),
            ("GET /api/instance/metrics/:instance", """
                until 200 {"success":true,"message":"Metrics retrieved successfully","metrics":{"instance":":instance","totalMessages":1,"sentMessages":0,"receivedMessages":1,"messagesByType":{"text":1},
                "messagesByStatus":{"received":1},"last7Days":1,"last30Days":1,"uniqueContacts":1,"firstMessageAt":"<time>","lastMessageAt":"<time>"}}
                """),
            ("GET /api/instance/metrics/:instance,none", "404 Instance not found")),
        new("8.9", "health",
            ("[no token] GET /health", """200 {"status":"ok","service":"Ponte","uptime":"<string>","timestamp":"<time>","checks":{"db":"ok","…":""}}"""),
            ("[no token] GET /health/live", "200 …"),
            ("[no token] GET /health/ready", """200 {"status":"ok","service":"Ponte","uptime":"<string>","timestamp":"<time>","checks":{"db":"ok","…":""}}""")),
    ];
}
