using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Bridge.Webhooks;

/// <summary>What the API reference says about the route that Chatwoot calls.</summary>
internal static class WebhookReference
{
    public const string NotJson = "invalid body: not a JSON object";

    private const string Example =
        """
        {"event":"message_created","id":4711,"message_type":"outgoing","private":false,"source_id":null,"content_attributes":{},
         "inbox":{"id":7},"conversation":{"id":12}}
        """;

    public static ApiError BadSignature { get; } = new(StatusCodes.Status401Unauthorized, "Invalid signature");

    public static void DescribeWebhook(this RouteHandlerBuilder endpoint) => endpoint
        .WithTags("Chatwoot")
        .WithSummary("Chatwoot's webhook")
        .WithDescription(
            "Called by Chatwoot, not by clients: Ponte registers the address itself when Ponte:PublicUrl is set. It takes no token; the address ends in a secret, and "
            + "X-Chatwoot-Signature and X-Chatwoot-Timestamp are checked where Chatwoot signs. Nothing of the body is sent to anybody: it only says which conversation to "
            + "read. Not counted by the rate limit. Bodies up to 1 MiB.")
        .Takes(
            Example,
            new("event", "string", "message_created or message_updated; others are ignored."),
            new("id", "integer", "The message."),
            new("message_type", "string", "outgoing and template are heard."),
            new("private", "boolean", "Private notes are ignored."),
            new("source_id", "string", "Ponte's own messages have one and are ignored."),
            new("content_attributes", "object", "Says whether a message was deleted or retried."),
            new("inbox", "object", "id: the inbox; others than this integration's are ignored."),
            new("conversation", "object", "id: the conversation to read."))
        .Answers(StatusCodes.Status200OK, "Heard, or ignored.", """{"success":true,"message":"received"}""")
        .Refuses(StatusCodes.Status400BadRequest, NotJson)
        .Refuses(StatusCodes.Status401Unauthorized, BadSignature.Message)
        .Refuses(StatusCodes.Status404NotFound, ApiError.ForStatus(StatusCodes.Status404NotFound).Message)
        .Refuses(StatusCodes.Status413PayloadTooLarge, ApiError.ForStatus(StatusCodes.Status413PayloadTooLarge).Message);
}
