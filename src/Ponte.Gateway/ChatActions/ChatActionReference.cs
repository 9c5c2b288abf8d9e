using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.ChatActions;

/// <summary>What the API reference says of <see cref="ChatActionEndpoints"/>.</summary>
internal static class ChatActionReference
{
    private const string Jid = "\"chat_jid\":\"5511900000001@s.whatsapp.net\"";

    private static readonly BodyField Number = new("number", "string", "The chat: digits or a JID.", Required: true);

    public static void DescribeArchive(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Archive a chat, or take it out of the archive")
        .WithDescription("On all devices of this number.")
        .Takes("""{"number":"5511900000001","archive":true}""", Number, new BodyField("archive", "boolean", "Default true."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Chat archived successfully",{{Jid}},"archived":true}""")
        .RefusesChats();

    public static void DescribePin(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Pin a chat, or no longer")
        .WithDescription("WhatsApp shows at most three pinned chats.")
        .Takes("""{"number":"5511900000001","pin":true}""", Number, new BodyField("pin", "boolean", "Default true."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Chat pinned successfully",{{Jid}},"pinned":true}""")
        .RefusesChats();

    public static void DescribeMute(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Mute a chat, or no longer")
        .WithDescription("`duration` in the answer is in seconds; 0: for ever, or muted no longer.")
        .Takes(
            """{"number":"5511900000001","mute":true,"duration":"8h"}""",
            Number,
            new BodyField("mute", "boolean", "Default true."),
            new BodyField("duration", "string", "`8h`, `8 hours`, `1w`, `7d`, `1 week`, `always`, `forever`, `permanent`; empty: for ever."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Chat muted for 8 hours",{{Jid}},"muted":true,"duration":28800}""")
        .Refuses(400, ChatActionEndpoints.InvalidDuration + "2h")
        .RefusesChats();

    public static void DescribeBlock(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Block a contact, or no longer")
        .WithDescription("`blocked_count` is how many are blocked now.")
        .Takes("""{"number":"5511900000001","block":true}""", Number, new BodyField("block", "boolean", "Default true."))
        .Answers(200, "Done", """{"success":true,"message":"Contact blocked successfully","contact_jid":"5511900000001@s.whatsapp.net","blocked_count":1,"blocked":true}""")
        .RefusesChats();

    public static void DescribeMark(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Mark a chat as read or unread")
        .WithDescription("On this number's devices only: the writers of its messages are told nothing.")
        .Takes("""{"number":"5511900000001","read":true}""", Number, new BodyField("read", "boolean", "Default true."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Chat marked as read successfully",{{Jid}},"read":true}""")
        .RefusesChats();

    public static void DescribeFavorite(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Mark a message with a star, or no longer")
        .WithDescription("The message must have been carried to or from Chatwoot. Chats as favorites are not supported.")
        .Takes(
            """{"messageId":"3EB0C767D097E9ECFE8A","favorite":true}""",
            new BodyField("messageId", "string", "The message."),
            new BodyField("number", "string", "A chat; only named together with a message."),
            new BodyField("favorite", "boolean", "Default true."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Message added to favorites successfully","message_id":"3EB0C767D097E9ECFE8A",{{Jid}},"favorite":true}""")
        .Refuses(400, "Number or messageId is required")
        .Refuses(404, "Message not found")
        .Refuses(501, ChatActionEndpoints.FavoriteChats)
        .Refuses(503, "Instance is not connected to WhatsApp");

    public static void DescribeDelete(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Delete a chat on this number's devices")
        .WithDescription("The other side keeps it. The fields come in the body.")
        .Takes("""{"number":"5511900000001","deleteMedia":false}""", Number, new BodyField("deleteMedia", "boolean", "Default false."))
        .Answers(200, "Done", $$"""{"success":true,"message":"Chat deleted successfully",{{Jid}},"delete_media":false}""")
        .RefusesChats();

    /// <summary>The errors of every route that takes a <c>number</c>.</summary>
    public static void RefusesChats(this RouteHandlerBuilder endpoint) => endpoint
        .Refuses(400, ChatFields.NumberRequired)
        .Refuses(400, ChatFields.InvalidNumber)
        .Refuses(400, ChatFields.NotOnWhatsApp)
        .Refuses(503, "Instance is not connected to WhatsApp");
}
