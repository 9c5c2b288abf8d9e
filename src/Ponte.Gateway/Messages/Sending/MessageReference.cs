using Ponte.Gateway.Api.Reference;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>What the API reference says of <see cref="MessageEndpoints"/>.</summary>
internal static class MessageReference
{
    private const string Chat = "\"chat\":{\"jid\":\"5511900000001@s.whatsapp.net\"},\"sender\":{\"jid\":\"5511900009999@s.whatsapp.net\"}";
    private const string Id = "\"messageId\":\"3EB0A1B2C3D4E5F6A7B8C9\"";

    private const string Durable =
        "\n\nThe answer comes when WhatsApp has accepted the message; after 30 s, or at once with `?wait=false`, it is 202 with `status: \"queued\"`: the message goes out all the "
        + "same, so do not send it again. With an `Idempotency-Key` header the same request can be repeated safely whatever became of its answer; the key with another request is 409.";

    private static readonly BodyField Number = new("number", "string", "Digits with country code, or an address such as `…@s.whatsapp.net`, `…@lid`, `…@g.us`. The other national form of the number is tried too.", Required: true);
    private static readonly BodyField Source = new("source", "string", "A label of yours, told to webhooks; `api` unless given.");

    private static readonly BodyField[] Common =
    [
        Number,
        new("delay", "integer", "Seconds of \"typing…\" before it goes out, 0 to 60."),
        new("replyTo", "string", "The id of the message it answers."),
        new("replyPrivate", "boolean", "Answers the author of a group's message alone."),
        new("mention", "array", "In groups: whom to mention, as numbers or addresses. The text has each as `@` and the number."),
        new("mentionAll", "boolean", "In groups: mention everybody."),
        Source,
    ];

    public static void DescribeText(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send a text")
        .WithDescription("In WhatsApp's own formatting." + Durable)
        .Takes("""{"number":"5511900000001","message":"Hello"}""", [.. Common, new BodyField("message", "string", "Up to 65,536 characters.", Required: true), new BodyField("linkPreview", "boolean", "Shows title and picture of the first page that the text links to.")])
        .Sends("""{"messageType":"text","content":"Hello"}""");

    public static void DescribeMedia(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send a picture, video, recording or document")
        .WithDescription("By address, or with the bytes as base64 or `data:` URI up to 32 MB. The bytes decide what it is: what WhatsApp cannot show as asked goes as a document." + Durable)
        .Takes(
            """{"number":"5511900000001","mediaType":"image","mediaUrl":"https://example.com/picture.jpg","message":"Look"}""",
            [.. Common, new BodyField("mediaType", "string", "`image`, `video`, `audio` or `document`.", Required: true), .. File("mediaUrl", "mediaBase64")])
        .Sends("""{"messageType":"image","content":"Look","mediaUrl":"https://example.com/picture.jpg","mediaMimeType":"image/jpeg","mediaSize":48211,"mediaDuration":null}""")
        .Refuses(400, "The file could not be fetched: the file is not there any more");

    public static void DescribeSticker(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send a sticker")
        .WithDescription("A PNG, JPEG, GIF or WebP picture, made into WebP of 512 x 512 points." + Durable)
        .Takes(
            """{"number":"5511900000001","imageUrl":"https://example.com/picture.png"}""",
            [.. Common, new BodyField("imageUrl", "string", "An address, or a `data:` URI."), new BodyField("imageBase64", "string", "The bytes instead.")])
        .Sends("""{"messageType":"sticker","mediaUrl":"https://example.com/picture.png","mediaMimeType":"image/webp","mediaSize":20480,"mediaDuration":null}""")
        .Refuses(400, "imageUrl must be a PNG, JPEG, GIF or WebP picture");

    public static void DescribeLocation(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send a place")
        .WithDescription("Exactly (0, 0) is refused: it is what a program sends that knows no place." + Durable)
        .Takes(
            """{"number":"5511900000001","latitude":-23.5505,"longitude":-46.6333,"name":"Shop"}""",
            [
                .. Common,
                new BodyField("latitude", "number", "Degrees, -90 to 90.", Required: true),
                new BodyField("longitude", "number", "Degrees, -180 to 180.", Required: true),
                new BodyField("name", "string", "The place's name."),
                new BodyField("address", "string", "Its address."),
            ])
        .Sends("""{"messageType":"location","content":"📍 Shop\nLat: -23.5505, Long: -46.6333"}""");

    public static void DescribeContact(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send contacts")
        .WithDescription("One card, or several in one message." + Durable)
        .Takes(
            """{"number":"5511900000001","vcard":[{"fullName":"Support","phone":"+55 11 90000-0002"}]}""",
            [.. Common, new BodyField("vcard", "array", "A card, or up to 100 of `fullName`, `phone`, `organization`, `email`, `url`.", Required: true)])
        .Sends("""{"messageType":"contact","content":"Support","vcard":[{"fullName":"Support","phone":"+55 11 90000-0002"}]}""");

    public static void DescribePoll(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Send a poll")
        .WithDescription("Its votes are told by webhooks and by `GET /api/chat/poll`." + Durable)
        .Takes(
            """{"number":"5511900000001","question":"Which day?","options":["Monday","Tuesday"],"maxAnswer":1}""",
            [
                .. Common,
                new BodyField("question", "string", "Up to 255 characters.", Required: true),
                new BodyField("options", "array", "2 to 12 different texts.", Required: true),
                new BodyField("maxAnswer", "integer", "How many may be chosen; 1 unless given."),
            ])
        .Sends("""{"messageType":"poll","content":"Which day?"}""");

    public static void DescribeReaction(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("React to a message")
        .WithDescription("`remove` takes the reaction back." + Durable)
        .Takes(
            """{"number":"5511900000001","messageId":"3EB0F1E2D3C4B5A6978899","reaction":"👍"}""",
            Number,
            new BodyField("messageId", "string", "The message.", Required: true),
            new BodyField("reaction", "string", "An emoji, or `remove`.", Required: true),
            new BodyField("fromMe", "boolean", "Whether this number wrote the message."),
            new BodyField("participant", "string", "In groups: who wrote it, unless this number did."),
            Source)
        .Sends("""{"messageType":"reaction","content":"👍","replyTo":{"messageId":"3EB0F1E2D3C4B5A6978899"}}""", "Reaction sent successfully", isAnswer: false);

    public static void DescribeStatus(this RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Publish a status")
        .WithDescription("A \"story\", shown for 24 hours to those who have written to this number or were written to, the latest 5,000." + Durable)
        .Takes(
            """{"type":"text","message":"Open today until 18:00","backgroundColor":"#25D366","font":1}""",
            [
                new BodyField("type", "string", "`text`, `image`, `video` or `audio`.", Required: true),
                new BodyField("backgroundColor", "string", "Of a text, such as `#25D366`."),
                new BodyField("font", "integer", "Of a text: 0 to 2 or 6 to 10."),
                .. File("mediaUrl", "mediaBase64"),
                Source,
            ])
        .Sends("""{"messageType":"text","content":"Open today until 18:00"}""", isAnswer: false, isAddressed: false);

    /// <summary>The answers of a route that sends.</summary>
    /// <param name="endpoint">The route.</param>
    /// <param name="own">What is special in the answer's <c>data</c>.</param>
    /// <param name="message">The <c>message</c> of the answer.</param>
    /// <param name="isAnswer">Whether it can answer a message.</param>
    /// <param name="isAddressed">Whether it goes to a number.</param>
    private static RouteHandlerBuilder Sends(
        this RouteHandlerBuilder endpoint, string own, string message = "Message sent successfully", bool isAnswer = true, bool isAddressed = true)
    {
        var data = $$"""{ {{Id}},{{own[1..^1]}},"direction":"outgoing",{{Chat}} }""";
        endpoint
            .Answers(200, "WhatsApp has accepted it", $$"""{"success":true,"message":"{{message}}","status":"sent","data":{{data}}}""")
            .Answers(202, "It is stored and goes out as soon as it can", $$"""{"success":true,"message":"{{SendAnswers.Queued}}","status":"queued","data":{{data}}}""")
            .Refuses(409, "This Idempotency-Key was used for another request")
            .Refuses(503, "Instance is not connected to WhatsApp");
        if (isAddressed)
        {
            endpoint.Refuses(400, "Number is required").Refuses(400, "Number 5511900000001 is not on WhatsApp");
        }

        return isAnswer ? endpoint.Refuses(404, "Message to reply to not found") : endpoint;
    }

    private static BodyField[] File(string url, string inline) =>
    [
        new(url, "string", "An address, a `data:` URI or base64."),
        new(inline, "string", "The bytes as base64, instead."),
        new("message", "string", "The words below it, up to 4,096 characters."),
        new("mimeType", "string", "Its type; found out when left out."),
        new("fileName", "string", "The name a document is shown with."),
        new("isVoice", "boolean", "Audio as a voice message; `true` unless given."),
        new("duration", "integer", "Length of a recording in seconds; measured where that can be done."),
        new("waveform", "array", "How loud a voice message is along its length: up to 64 numbers of 0 to 100."),
    ];
}
