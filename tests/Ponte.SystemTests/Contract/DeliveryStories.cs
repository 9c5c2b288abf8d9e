namespace Ponte.SystemTests.Contract;

/// <summary>The ledger, which is Ponte's own (docs/ledger.md).</summary>
internal static class DeliveryStories
{
    private const string Times = """ "receivedAt":"<time>","storedAt":"<time>","nextAttemptAt":"<time?>","doneAt":"<time?>","failedAt":"<time?>","discardedAt":"<time?>","replayedAt":"<time?>" """;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("9", "deliveries",
            ("GET /api/deliveries/:instance", """200 {"success":true,"message":"0 deliveries","deliveries":[],"…":""}"""),
            ("""POST /api/message/text/:instance {"number":"5511911111111","message":"Hello"}""", "200 …"),
            ("GET /api/deliveries/:instance?limit=1", $$"""
                200 {"success":true,"message":"1 delivery","deliveries":[{"id":"<integer as :delivery>","chat":"<integer>","chatJid":"5511911111111@s.whatsapp.net","destination":"whatsapp","kind":"message","state":"done",
                "attempts":0,"targetId":"<string>",{{Times}},"failure":null,"note":null,"waitsBehind":null}],"…":""}
                """),
            ("GET /api/deliveries/:instance/:delivery", """200 {"success":true,"message":"<string>","delivery":{"…":"","id":"<integer>","events":"<array>"}}"""),
            ("POST /api/deliveries/:instance/:delivery/replay", "409 This delivery is done already. Only failed deliveries can be replayed."),
            ("POST /api/deliveries/:instance/:delivery/discard", "409 This delivery is done already. Only waiting and failed deliveries can be discarded."),
            ("""POST /api/sandbox/:instance/refuse {"count":2,"code":400}""", "200 …"),
            ("""POST /api/message/text/:instance {"number":"5511911111111","message":"No"}""", "400 Message was not sent: …"),
            ("GET /api/deliveries/:instance?state=failed", """200 {"…":"","deliveries":[{"…":"","id":"<integer as :failed>","failure":"<object>"}]}"""),
            ("POST /api/deliveries/:instance/:failed/replay", """200 {"success":true,"message":"<string>","…":""}"""),
            ("GET /api/deliveries/:instance/:failed", """until 200 {"…":"","delivery":{"…":"","state":"failed","replayedAt":"<time>"}}"""),
            ("""POST /api/deliveries/:instance/replay {"destination":"whatsapp"}""", """200 {"success":true,"message":"1 delivery","replayed":1}"""),
            ("GET /api/deliveries/:instance/:failed", """until 200 {"…":"","delivery":{"…":"","state":"done"}}"""),
            ("""POST /api/sandbox/:instance/refuse {"count":2,"code":400}""", "200 …"),
            ("""POST /api/message/text/:instance {"number":"5511911111111","message":"No"}""", "400 Message was not sent: …"),
            ("""POST /api/message/text/:instance {"number":"5511911111111","message":"Not either"}""", "400 Message was not sent: …"),
            ("GET /api/deliveries/:instance?state=failed&limit=1", """200 {"…":"","deliveries":[{"…":"","id":"<integer as :unwanted>"}]}"""),
            ("POST /api/deliveries/:instance/:unwanted/discard", """200 {"success":true,"message":"<string>","…":""}"""),
            ("""POST /api/deliveries/:instance/discard {"destination":"whatsapp","chat":"5511911111111"}""", """200 {"success":true,"message":"1 delivery","discarded":1}"""),
            ("GET /api/deliveries/:instance/0", "404 Delivery not found"),
            ("POST /api/deliveries/:instance/0/replay", "404 Delivery not found"),
            ("POST /api/deliveries/:instance/none/discard", "404 Delivery not found"),
            ("GET /api/deliveries/:instance?state=odd", "400 Invalid query: state must be pending, done, failed or discarded"),
            ("POST /api/deliveries/:instance/replay {}", "400 Invalid request body: destination is required"),
            ("POST /api/deliveries/:instance/discard {}", "400 Invalid request body: destination is required"),
            ("""POST /api/deliveries/:instance/replay {"destination":"chatwoot"}""", "409 This instance has no Chatwoot integration to deliver to. Activate one with POST /api/chatwoot/set/:instance, then replay.")),
    ];
}
