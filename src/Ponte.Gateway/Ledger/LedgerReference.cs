using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Ledger;

/// <summary>What the API reference says about the ledger's routes.</summary>
internal static class LedgerReference
{
    private const string Fields =
        """
        "id":4711,"chat":12,"chatJid":"5511900000001@s.whatsapp.net","destination":"chatwoot","kind":"message","state":"pending","attempts":3,
        "targetId":"3EB0A1B2C3D4E5F6A7B8C9","receivedAt":"2026-11-26T05:00:00.000Z","storedAt":"2026-11-26T05:00:00.412Z","nextAttemptAt":"2026-11-26T05:00:09.120Z",
        "doneAt":null,"failedAt":null,"discardedAt":null,"replayedAt":null,
        "failure":{"code":"chatwoot_unreachable","reason":"Chatwoot is unreachable. connection refused","certain":true},"note":null,"waitsBehind":null
        """;

    private const string Life =
        """
        "events":[{"at":"2026-11-26T05:00:00.000Z","what":"received"},{"at":"2026-11-26T05:00:00.412Z","what":"stored"},
         {"at":"2026-11-26T05:00:00.430Z","what":"attempt","code":"chatwoot_unreachable","reason":"Chatwoot is unreachable. connection refused","certain":true,"times":3,
          "lastAt":"2026-11-26T05:00:04.730Z"}],
        "whatsapp":{"messageId":"3EB0A1B2C3D4E5F6A7B8C9","chatJid":"5511900000001@s.whatsapp.net"},
        "chatwoot":{"baseUrl":"https://chatwoot.example.com","accountId":1,"inboxId":7,"conversationId":42,"messageId":815}
        """;

    private const string NoChatwoot = "This instance has no Chatwoot integration to deliver to. Activate one with POST /api/chatwoot/set/suporte, then replay.";

    private static readonly BodyField[] LaneFields =
    [
        new("chat", "string", "The chat: Ponte's id of it (a number is fine too), an address such as 5511900000001@s.whatsapp.net, or a phone number. Left out: every chat."),
        new("destination", "string", "`whatsapp`, `chatwoot`, `chatwoot-media`, `chatwoot-profile`, `s3`, `webhook:<id>`, or `webhook` for every webhook.", Required: true),
    ];

    public static void DescribeList(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List deliveries")
        .WithDescription("""
            Every message, tick and change that has to reach somebody is a delivery; this is what became of them, newest first. Query parameters, all optional: `state` (`pending`, `done`,
            `failed`, `discarded`), `chat` (Ponte's id, an address or a phone number; an unknown one is an empty list), `destination` (`whatsapp`, `chatwoot`, `chatwoot-media`,
            `chatwoot-profile`, `s3`, `webhook:<id>`, or `webhook` for every webhook), `kind` (`message`, `status`, `note`, `edit`, `delete`, `reaction`, `vote`, `call`, `group`, `read`, `media`, `profile`, `identity`, `event`),
            `messageId` (WhatsApp's or Chatwoot's id of a message), `limit` (1 to 200, default 50), `cursor` (the `nextCursor` of the page before; null after the last page).
            `oldestUndeliveredSeconds` is how long the oldest waiting delivery of the whole instance has been waiting, null when none waits. `waitsBehind` is the delivery that has to go first.
            Neither words nor tokens are shown.
            """)
        .Answers(
            StatusCodes.Status200OK,
            "A page",
            $$"""{"success":true,"message":"1 delivery","deliveries":[{ {{Fields}} }],"nextCursor":null,"oldestUndeliveredSeconds":9,"oldestUndeliveredAt":"2026-11-26T05:00:00.000Z"}""")
        .Refuses(StatusCodes.Status400BadRequest, $"Invalid query: {LedgerNames.StateProblem}; limit must be a whole number from 1 to 200");

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("The life of one delivery")
        .WithDescription("""
            As in the list, with `events` from the moment the other side had it (`received`, `stored`, `attempt`, `replayed`, `done`, `failed`, `discarded`; the same trouble again and again is
            one `attempt` with `times` and `lastAt`), and the ids of the message on both sides as far as they are known.
            """)
        .Answers(StatusCodes.Status200OK, "The delivery", $$"""{"success":true,"message":"Delivery found","delivery":{ {{Fields}}, {{Life}} } }""")
        .Refuses(StatusCodes.Status404NotFound, LedgerRefusal.NotFoundText);

    public static void DescribeReplay(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Replay a failed delivery")
        .WithDescription("""
            It waits again in its old place, under the same id on the other side: what may have arrived before is looked for first, so nothing comes twice. An agent's message that is sent
            so loses its mark of failure in Chatwoot. No body.
            """)
        .Answers(StatusCodes.Status200OK, "It waits again", $$"""{"success":true,"message":"Delivery waits to be delivered again","delivery":{ {{Fields}} } }""")
        .Refuses(StatusCodes.Status404NotFound, LedgerRefusal.NotFoundText)
        .Refuses(StatusCodes.Status409Conflict, "This delivery is done already. Only failed deliveries can be replayed.")
        .Refuses(StatusCodes.Status409Conflict, LedgerRefusal.SentAgain(4720))
        .Refuses(StatusCodes.Status409Conflict, LedgerRefusal.NothingLeft)
        .Refuses(StatusCodes.Status409Conflict, NoChatwoot);

    public static void DescribeReplayAll(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Replay every failed delivery of a chat or a destination")
        .WithDescription("Failed deliveries wait again in their old order, chat by chat. Those that cannot be replayed, because the agent has sent them again since, are left as they are.")
        .Takes("""{"chat":"5511900000001","destination":"chatwoot"}""", LaneFields)
        .Answers(StatusCodes.Status200OK, "How many wait again", """{"success":true,"message":"3 deliveries","replayed":3}""")
        .Refuses(StatusCodes.Status400BadRequest, "Invalid request body: destination is required")
        .Refuses(StatusCodes.Status409Conflict, NoChatwoot);

    public static void DescribeDiscard(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Discard a delivery that waits or has failed")
        .WithDescription($"""
            What it carried is deleted and the chat goes on with what is behind it. An agent's message is marked as failed in Chatwoot ("{DiscardTick.Sentence}"); a customer's leaves nothing
            there. One that is on its way at that very moment and arrives all the same ends as `done`. No body.
            """)
        .Answers(StatusCodes.Status200OK, "Discarded", $$"""{"success":true,"message":"Delivery discarded","delivery":{ {{Fields}} } }""")
        .Refuses(StatusCodes.Status404NotFound, LedgerRefusal.NotFoundText)
        .Refuses(StatusCodes.Status409Conflict, "This delivery is done already. Only waiting and failed deliveries can be discarded.");

    public static void DescribeDiscardAll(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Discard every failed delivery of a chat or a destination")
        .WithDescription("Failed deliveries only; what waits is discarded one by one.")
        .Takes("""{"destination":"chatwoot"}""", LaneFields)
        .Answers(StatusCodes.Status200OK, "How many were discarded", """{"success":true,"message":"3 deliveries","discarded":3}""")
        .Refuses(StatusCodes.Status400BadRequest, "Invalid request body: destination is required");
}
