using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>What the API reference says of <see cref="ChangeEndpoints"/>.</summary>
internal static class ChangeReference
{
    private static readonly BodyField Message = new("messageId", "string", "The message; it must be kept here.", Required: true);

    public static void DescribeEdit(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Edit a text")
        .WithDescription("Own texts, for 15 minutes after they were sent.")
        .Takes("""{"messageId":"3EB0A1B2C3D4E5F6A7B8C9","content":"Hello again"}""", Message, new BodyField("content", "string", "The new text.", Required: true))
        .Answers(200, "Edited", """{"success":true,"message":"Message edited successfully","messageId":"3EB0A1B2C3D4E5F6A7B8C9","chatJid":"5511900000001@s.whatsapp.net","oldContent":"Hello","newContent":"Hello again"}""")
        .Refuses(400, "messageId is required")
        .Refuses(400, "content is required")
        .Refuses(400, "can only edit own text messages")
        .Refuses(400, "message is too old to edit: WhatsApp allows it for 15 minutes")
        .RefusesCommon();

    public static void DescribeDelete(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Delete a message")
        .WithDescription(
            "For everyone: own messages; WhatsApp shows it as deleted where it arrived less than about two days ago. Else on this number's devices and in what Ponte keeps, whoever wrote it: "
            + "the others keep it, and so does Chatwoot. The fields come in the body.")
        .Takes("""{"messageId":"3EB0A1B2C3D4E5F6A7B8C9","deleteForEveryone":true}""", Message, new BodyField("deleteForEveryone", "boolean", "Default false."))
        .Answers(200, "Deleted", """{"success":true,"message":"Message deleted for everyone successfully","messageId":"3EB0A1B2C3D4E5F6A7B8C9","chat_jid":"5511900000001@s.whatsapp.net","delete_type":"revoke"}""")
        .Refuses(400, "MessageID is required")
        .Refuses(400, "can only delete own messages for everyone")
        .Answers(200, "Deleted on this number's devices", """{"success":true,"message":"Message deleted for me successfully","messageId":"3EB0A1B2C3D4E5F6A7B8C9","chat_jid":"5511900000001@s.whatsapp.net","delete_type":"delete_for_me"}""")
        .RefusesCommon();

    public static void DescribeForward(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Forward a message")
        .WithDescription("Texts, files, places and contacts.")
        .Takes("""{"messageId":"3EB0A1B2C3D4E5F6A7B8C9","to":"5511900000002"}""", Message, new BodyField("to", "string", "Digits with country code, or an address.", Required: true))
        .Answers(200, "Forwarded", """{"success":true,"message":"Message forwarded successfully","messageId":"3EB0B2C3D4E5F6A7B8C9D0","originalId":"3EB0A1B2C3D4E5F6A7B8C9","destinationJid":"5511900000002@s.whatsapp.net"}""")
        .Refuses(400, "messageId is required")
        .Refuses(400, "to is required")
        .Refuses(400, "Number 5511900000002 is not on WhatsApp")
        .Refuses(500, "unsupported message type for forwarding: poll")
        .RefusesCommon();

    private static RouteHandlerBuilder RefusesCommon(this RouteHandlerBuilder endpoint) => endpoint
        .Answers(202, "It is stored and goes out as soon as it can", """{"success":true,"message":"Message queued","status":"queued","messageId":"3EB0A1B2C3D4E5F6A7B8C9"}""")
        .Refuses(404, "message not found")
        .Refuses(409, "This Idempotency-Key was used for another request")
        .Refuses(503, "Instance is not connected to WhatsApp");
}
