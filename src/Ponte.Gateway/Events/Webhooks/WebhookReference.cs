using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Events.Webhooks;

/// <summary>What the API reference says of <see cref="WebhookEndpoints"/>.</summary>
internal static class WebhookReference
{
    private const string Example =
        """
        {"label":"default","enabled":true,"url":"https://app.example.com/whatsapp","authorization":"Bearer s3cret","byEvents":false,
         "events":["message.exchange","message.status"],"mediaBase64":false,"hasSecret":true}
        """;

    public static void DescribeSave(this RouteHandlerBuilder endpoint, ApiError tooManyEnabled, ApiError tooMany) => endpoint
        .WithSummary("Set a webhook")
        .WithDescription("""
            Stores the webhook under its label, replacing every field of one that has it. Events are posted as JSON, in order per chat, and kept until the receiver answers 2xx: network errors, 408, 425, 429
            and 5xx are tried again for 24 hours, anything else is final; what is given up is a failed delivery of `webhook:<id>` in `/api/deliveries`, to be replayed there. Each request carries
            `X-Ponte-Delivery` (the id of the delivery, the same in every attempt), `X-Ponte-Timestamp` (Unix seconds) and, with a `secret`, `X-Ponte-Signature`:
            `sha256=` and the hexadecimal HMAC of the timestamp, a dot and the body. See the schemas `EventEnvelope`, `MessageExchange` and so on.
            """)
        .Takes(
            """{"label":"default","enabled":true,"url":"https://app.example.com/whatsapp","authorization":"Bearer s3cret","secret":"a long random text","events":["message.exchange"]}""",
            new BodyField("enabled", "boolean", "`false` keeps the label and clears address, authorization, secret, events and mediaBase64; what waits is dropped.", Required: true),
            new BodyField("label", "string", "1 to 64 characters; default `default`."),
            new BodyField("url", "string", "Required when enabled: http or https, without user and fragment, at most 2,048 characters."),
            new BodyField("authorization", "string", "Sent as the `Authorization` header as it is; printable ASCII, at most 4,096 characters. Left out: no header."),
            new BodyField("secret", "string", "Signs every delivery; at most 128 characters, never shown again. Left out: no signature."),
            new BodyField("byEvents", "boolean", "Append `/` and the event's type to the path; default `false`."),
            new BodyField("events", "array", "Which of the six types; empty or left out: all."),
            new BodyField("mediaBase64", "boolean", "Put the bytes of files into `media.base64`, up to 32 MiB; default `false`."))
        .Answers(200, "Stored", $$"""{"success":true,"message":"Webhook configuration updated","webhook":{{Example}} }""")
        .Refuses(400, "Invalid request body: url must be an absolute http or https URL without user and fragment")
        .Refuses(409, tooManyEnabled.Message)
        .Refuses(409, tooMany.Message);

    public static void DescribeGet(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Read the webhooks")
        .WithDescription("All of them by label, disabled ones included; with `?label=` that one as `webhook` (empty: `default`). The secret is not shown.")
        .Answers(200, "The webhooks", $$"""{"success":true,"message":"Webhook configuration retrieved","webhooks":[{{Example}}]}""")
        .Refuses(404, WebhookEndpoints.NotFound);
}
