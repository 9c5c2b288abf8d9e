namespace Ponte.SystemTests.Contract;

/// <summary>Webhooks and the WebSocket (http-contract 6).</summary>
internal static class EventStories
{
    private const string Crm = """{"label":"crm","enabled":true,"url":"http://127.0.0.1:9/in","authorization":"Bearer x","byEvents":true,"events":["call.update"],"mediaBase64":true,"hasSecret":false}""";
    private const string Off = """{"label":"default","enabled":false,"url":null,"authorization":null,"byEvents":false,"events":[],"mediaBase64":false,"hasSecret":false}""";

    public static IReadOnlyList<Story> All { get; } =
    [
        new("6.1", "webhooks",
            ("GET /api/events/getWebhook/:instance", """200 {"success":true,"message":"Webhook configuration retrieved","webhooks":[]}"""),
            ("GET /api/events/getWebhook/:instance?label=", "404 Webhook not found"),
            ("""POST /api/events/webhook/:instance {"label":"crm","enabled":true,"url":"http://127.0.0.1:9/in","authorization":"Bearer x","byEvents":true,"events":["call.update"],"mediaBase64":true}""",
                $$"""200 {"success":true,"message":"Webhook configuration updated","webhook":{{Crm}}}"""),
            ("""POST /api/events/webhook/:instance {"enabled":false,"url":"http://127.0.0.1:9/in"}""", """200 {"…":"","webhook":{"…":"","label":"default","enabled":false,"events":[]}}"""),
            ("GET /api/events/getWebhook/:instance", """200 {"…":"","webhooks":[{"…":"","label":"crm"},{"…":"","label":"default"}]}"""),
            ("GET /api/events/webhook/:instance?label=crm", $$"""200 {"success":true,"message":"Webhook configuration retrieved","webhook":{{Crm}}}"""),
            ("GET /api/events/webhook/:instance?label=none", "404 Webhook not found"),
            ("""POST /api/events/webhook/:instance {"label":"a","enabled":true,"url":"http://127.0.0.1:9/"}""", "200 …"),
            ("""POST /api/events/webhook/:instance {"label":"b","enabled":true,"url":"http://127.0.0.1:9/"}""", "200 …"),
            ("""POST /api/events/webhook/:instance {"label":"c","enabled":true,"url":"http://127.0.0.1:9/"}""", "409 At most 3 webhooks can be enabled per instance"),
            ("""POST /api/events/webhook/:instance {"enabled":true,"url":"ftp://app.example.com"}""", "400 Invalid request body: url must be an absolute http or https URL without user and fragment"),
            ("POST /api/events/webhook/:instance [", "400 Invalid request body")),
        new("6.3", "WebSocket",
            ("GET /ws/:instance", "400 WebSocket is not enabled for this instance. Configure it first using POST /api/events/websocket/:instance"),
            ("GET /api/events/getWebsocket/:instance", "404 WebSocket not configured for this instance"),
            ("""POST /api/events/websocket/:instance {"enabled":true,"events":["message.status"],"mediaBase64":true}""",
                """200 {"success":true,"message":"WebSocket configuration updated","websocket":{"enabled":true,"events":["message.status"],"mediaBase64":true}}"""),
            ("GET /ws/:instance", "400 Connect with a WebSocket client: this address answers nothing else"),
            ("[no token] GET /ws/:instance?token=nobody", "401 Invalid token"),
            ("""POST /api/events/websocket/:instance {"enabled":false}""", """200 {"…":"","websocket":{"enabled":false,"events":[],"mediaBase64":false}}"""),
            ("GET /api/events/getWebsocket/:instance", """200 {"success":true,"message":"WebSocket configuration retrieved","websocket":{"enabled":false,"events":[],"mediaBase64":false}}"""),
            ("GET /ws/:instance", "400 WebSocket is not enabled for this instance. Configure it first using POST /api/events/websocket/:instance"),
            ("POST /api/events/websocket/:instance {}", "400 Invalid request body: enabled is required"),
            ("""POST /api/events/websocket/:instance {"enabled":true,"events":["odd"]}""", "400 Invalid request body: events …"),
            ("POST /api/events/websocket/:instance", "400 Invalid request body")),
    ];
}
