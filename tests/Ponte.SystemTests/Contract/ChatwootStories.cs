namespace Ponte.SystemTests.Contract;

/// <summary>The Chatwoot module (http-contract 4). What Chatwoot may answer beyond that is in the tests of the activation.</summary>
internal static class ChatwootStories
{
    private const string Denied = "Chatwoot denied the request - verify the API token has admin scope on account ";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("4.1", "an integration's life",
            ("GET /api/chatwoot/list/:instance", "404 no chatwoot integration for this instance"),
            ("DELETE /api/chatwoot/delete/:instance", "404 no chatwoot integration to delete"),
            ($"POST /api/chatwoot/set/:instance {Body("\"inboxName\":\"Shop :instance\",\"signMessages\":true")}",
                """201 {"instance":":instance","status":"active","bridge_integration_id":"<string as :integration>","message":"chatwoot integration activated"}"""),
            ("[instance token] GET /api/chatwoot/list/:instance", $$"""
                200 {"instance_name":":instance","status":"active","bridge_integration_id":":integration","chatwoot_base_url":":chatwoot","chatwoot_account_id":2,"chatwoot_api_token":"{{FakeChatwootProcess.AdminToken}}",
                "chatwoot_inbox_id":"<integer as :inbox>","chatwoot_inbox_name":"Shop :instance","last_error":"","created_at":"<time>","sign_messages":true,"ignore_groups":false,"start_as_pending":false,"reopen_resolved":false}
                """),
            ("GET /api/instance/list?instanceName=:instance", """
                200 {"…":"","instances":[{"…":"","chatwoot":{"enabled":true,"status":"active","bridge_integration_id":":integration","chatwoot_base_url":":chatwoot","chatwoot_account_id":2,
                "chatwoot_inbox_id":"<integer>","chatwoot_inbox_name":"Shop :instance","last_error":""}}]}
                """),
            ($"POST /api/chatwoot/set/:instance {Body("\"inboxName\":\"Shop :instance\"")}", """201 {"…":"","bridge_integration_id":":integration"}"""),
            ("""POST /api/sandbox/:instance/connection {"state":"disconnected"}""", "200 …"),
            ("GET /api/chatwoot/list/:instance", """until 200 {"…":"","status":"paused","sign_messages":false}"""),
            ("DELETE /api/chatwoot/delete/:instance", """200 {"message":"chatwoot integration deactivated"}"""),
            ("DELETE /api/chatwoot/delete/:instance", "404 no chatwoot integration to delete"),
            ("GET /api/chatwoot/list/:instance", "404 no chatwoot integration for this instance")),
        new("4.6", "activations refused",
            ("POST /api/chatwoot/set/:instance", "400 invalid body: the body is empty"),
            ("POST /api/chatwoot/set/:instance {", "400 invalid body: malformed JSON at line 1, position 2"),
            ("POST /api/chatwoot/set/:instance {}", "400 invalid body: chatwootBaseUrl is required; chatwootAccountId is required; chatwootApiToken is required"),
            ("""POST /api/chatwoot/set/:instance {"chatwootBaseUrl":"chat","chatwootAccountId":0,"chatwootApiToken":"x"}""",
                "400 invalid body: chatwootBaseUrl must be an absolute http or https URL; chatwootAccountId must be greater than 0"),
            ($"POST /api/chatwoot/set/:instance {Body("\"chatwootAccountId\":999")}",
                "400 Chatwoot account or endpoint not found - verify chatwootBaseUrl (:chatwoot) and chatwootAccountId (999). Detail: HTTP 404: Resource could not be found"),
            ($"POST /api/chatwoot/set/:instance {Body("\"chatwootApiToken\":\"NotTheTokenNotTheToken12\"")}",
                "401 Chatwoot rejected the API token - verify chatwootApiToken. Detail: HTTP 401: Invalid Access Token"),
            ($"POST /api/chatwoot/set/:instance {Body($"\"chatwootApiToken\":\"{FakeChatwootProcess.AgentToken}\"")}", $"403 {Denied}2. Detail: the token's user has the role agent on account 2"),
            ($"POST /api/chatwoot/set/:instance {Body($"\"chatwootAccountId\":{FakeChatwootProcess.ForeignAccountId}")}",
                $"403 {Denied}{FakeChatwootProcess.ForeignAccountId}. Detail: HTTP 401: You are not authorized to access this account"),
            ($"POST /api/chatwoot/set/:instance {Body("\"chatwootBaseUrl\":\":nobody\"")}",
                "502 Chatwoot is unreachable at :nobody - verify chatwootBaseUrl and that the host is reachable from the server. Detail: connection refused"),
            ("GET /api/chatwoot/list/:instance", "404 no chatwoot integration for this instance")),
        new("9", "the webhook of a Chatwoot account",
            ("[no token] POST /webhooks/chatwoot/1/secret {}", "404 Not found")),
    ];

    // Of a field that is written twice the last one counts.
    private static string Body(string more) => $$"""{"chatwootBaseUrl":":chatwoot/","chatwootAccountId":2,"chatwootApiToken":"{{FakeChatwootProcess.AdminToken}}",{{more}}}""";
}
