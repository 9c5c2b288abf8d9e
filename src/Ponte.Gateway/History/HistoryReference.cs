using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.History;

/// <summary>What the API reference says about reading chats.</summary>
internal static class HistoryReference
{
    private const string Contact =
        """
        "found":true,"jid":"5511900000001@s.whatsapp.net","lid":"100000000000001@lid","name":"Maria Silva","push_name":"Maria","full_name":"Maria Silva","business_name":null
        """;

    private const string Message =
        """
        "messageId":"3EB0C767D0A1B2C3D4E5F6","content":"Hello","type":"text","direction":"incoming","from":"5511900000001@s.whatsapp.net","to":"5511900000009@s.whatsapp.net",
        "chat":"5511900000001@s.whatsapp.net","timestamp":"2026-02-16T18:32:39Z","isGroup":false,"fromMe":false,"status":"received","source":"","isEdited":false,"isDeleted":false,"replyTo":null
        """;

    private const string Kept = "Messages are kept for `Ponte:Retention:MessageDays` days. Works also while the number is not connected.";

    private static readonly BodyField Number = new("number", "string", "Digits with country code, or a WhatsApp address (JID).", Required: true);

    public static void DescribeContacts(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("List contacts, or look one up")
        .WithDescription("""
            Query parameter `number`: digits in any national form, or an address (JID). Left out: everybody the number knows, as `contacts` and `total`. With it: `contact`, whose `found` is
            false for somebody unknown. `full_name` is the name in the phone's address book. Works also while the number is not connected.
            """)
        .Answers(200, "Everybody", $$"""{"success":true,"message":"Contacts retrieved successfully","contacts":[{ {{Contact}} }],"total":1}""")
        .Answers(200, "One", $$"""{"success":true,"message":"Contact retrieved successfully","contact":{ {{Contact}} } }""")
        .Refuses(400, HistoryRefusal.BadNumberParameterText);

    public static void DescribeGetMessage(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Find a message")
        .WithDescription($"Query parameter `messageId`. A file has `media` with `type`, `mimeType`, `size`, `duration`, `fileName` and `isVoiceNote`. {Kept}")
        .Answers(200, "The message", $$"""{"success":true,"message":"Message found","messageId":"3EB0C767D0A1B2C3D4E5F6","status":"found","data":{ {{Message}} } }""")
        .Refuses(400, HistoryRefusal.GetMessageIdText)
        .Refuses(404, HistoryRefusal.MessageNotFoundText);

    public static void DescribeHistory(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read a chat")
        .WithDescription($"Newest first; in groups each message has `senderJid`. When `hasMore`, ask again with the oldest `timestamp` as `to`. A chat nobody knows has no messages. {Kept}")
        .Takes(
            """{"number":"5511900000001","count":50,"from":"2026-02-16T00:00:00Z","to":"2026-02-16T23:59:59Z"}""",
            Number,
            new BodyField("count", "integer", "How many messages: 1 to 500, 50 when left out; more than 500 are not answered at once."),
            new BodyField("from", "string", "The earliest time, ISO 8601; without a zone it is UTC."),
            new BodyField("to", "string", "The latest time, ISO 8601."))
        .Answers(
            200,
            "A page",
            $$"""{"success":true,"message":"Chat history retrieved successfully","messages":[{ {{Message}} }],"count":1,"hasMore":false,"chat_jid":"5511900000001@s.whatsapp.net"}""")
        .Refuses(400, HistoryRefusal.NumberText)
        .Refuses(400, HistoryRefusal.BadNumberText)
        .Refuses(400, HistoryRefusal.BadDateText("from"))
        .Refuses(400, HistoryRefusal.BadDateText("to"))
        .Refuses(400, HistoryRefusal.InvalidBody + "count must be a number");

    public static void DescribeStatus(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("How far a message got")
        .WithDescription($"""
            Query parameter `messageId`. `status` and `status_code`: `sent` 1, `delivered` 2, `received` 3, `read` 4, `played` 5; messages of others are `received`, or `read` once this number
            has read them. Messages to groups stay `sent`. {Kept}
            """)
        .Answers(
            200,
            "The status",
            """
            {"success":true,"message":"Message status retrieved successfully","message_id":"3EB0C767D0A1B2C3D4E5F6","status":"delivered","status_code":2,"direction":"sent",
             "chat_jid":"5511900000001@s.whatsapp.net","timestamp":"2026-02-16T18:32:39Z"}
            """)
        .Refuses(400, HistoryRefusal.MessageIdParameterText)
        .Refuses(404, HistoryRefusal.MessageNotFoundText)
        .Refuses(404, HistoryRefusal.MessageElsewhereText);

    public static void DescribePoll(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("How a poll stands")
        .WithDescription($"Query parameter `messageId`. Each voter's last vote counts. `optionHash` is the upper-case SHA-256 of the option's name. {Kept}")
        .Answers(
            200,
            "The poll",
            """
            {"success":true,"message":"Poll retrieved successfully","messageId":"3EB0C767D0A1B2C3D4E5F6","data":{"messageId":"3EB0C767D0A1B2C3D4E5F6","name":"When?",
             "votes":[{"optionName":"Tuesday","optionVoteCount":1},{"optionName":"Friday","optionVoteCount":0}],
             "voteDetails":[{"optionHash":"E2A64F3C9E5A3D8B6F0F4C7B1D2E3A495B6C7D8E9FA0B1C2D3E4F5061728394A","optionName":"Tuesday","senderJid":"5511900000001@s.whatsapp.net",
              "voteMessageId":"3EB0A1B2C3D4E5F6A7B8C9","createdAt":"2026-02-16T18:32:39Z"}]}}
            """)
        .Refuses(400, HistoryRefusal.MessageIdParameterText)
        .Refuses(400, HistoryRefusal.NoPollText)
        .Refuses(404, HistoryRefusal.MessageNotFoundText);

    public static void DescribeBase64(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("The file of a message as base64")
        .WithDescription("Query parameter `messageId`. Fetched from WhatsApp when asked for, up to `Ponte:Media:MaxMegabytes`; WhatsApp does not keep files for ever.")
        .Answers(
            200,
            "The file",
            """{"success":true,"message":"Base64 retrieved successfully","message_id":"3EB0C767D0A1B2C3D4E5F6","mime_type":"image/jpeg","media_type":"image","base64":"/9j/4AAQSkZJRg=="}""")
        .Refuses(400, HistoryRefusal.MessageIdParameterText)
        .Refuses(404, HistoryRefusal.NoMediaText)
        .Refuses(413, HistoryRefusal.TooLargeText(200))
        .Refuses(502, HistoryRefusal.NotFetchedText)
        .Refuses(503, HistoryRefusal.NotConnectedText);

    public static void DescribeMarkRead(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Mark a message as read")
        .WithDescription("Tells its writer that it was read. Telling it again is harmless.")
        .Takes(
            """{"messageId":"3EB0C767D0A1B2C3D4E5F6","number":"5511900000001"}""",
            new BodyField("messageId", "string", "The message.", Required: true),
            Number,
            new BodyField("sender", "string", "Who wrote it, digits or an address; required in groups."))
        .Answers(
            200,
            "Told",
            """{"success":true,"message":"Message marked as read successfully","message_id":"3EB0C767D0A1B2C3D4E5F6","chat_jid":"5511900000001@s.whatsapp.net"}""")
        .Refuses(400, HistoryRefusal.MessageIdText)
        .Refuses(400, HistoryRefusal.NumberText)
        .Refuses(400, HistoryRefusal.BadNumberText)
        .Refuses(400, HistoryRefusal.BadMessageIdText)
        .Refuses(400, HistoryRefusal.SenderText)
        .Refuses(400, HistoryRefusal.BadSenderText)
        .Refuses(503, HistoryRefusal.NotConnectedText);

    public static void DescribePresence(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Show that this number writes or records")
        .WithDescription("Answered at once; after `duration` it ends by itself, unless something else is shown in that chat before.")
        .Takes(
            """{"number":"5511900000001","state":"typing","duration":5}""",
            Number,
            new BodyField("state", "string", "`typing`, `recording`, `pause` or `paused`, in any case of letters.", Required: true),
            new BodyField("duration", "integer", "Seconds, 0 to 60; a larger number counts as 60. 0 or left out: WhatsApp ends it after a while."))
        .Answers(
            200,
            "Shown",
            """{"success":true,"message":"Presence updated successfully","chat_jid":"5511900000001@s.whatsapp.net","state":"typing","duration":5}""")
        .Refuses(400, HistoryRefusal.NumberText)
        .Refuses(400, HistoryRefusal.BadNumberText)
        .Refuses(400, HistoryRefusal.StateText)
        .Refuses(400, HistoryRefusal.BadStateText)
        .Refuses(503, HistoryRefusal.NotConnectedText);
}
