using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>What reached the other side of a simulated phone.</summary>
internal static class SandboxSentEndpoints
{
    private static readonly JsonSerializerOptions Sparse = new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void MapSandboxSent(this RouteGroupBuilder group)
    {
        group.MapGet("/{instance}/sent", SentAsync)
            .WithSummary("What the simulated phone was given to send")
            .WithDescription(
                "In sending order. A send that was repeated under one id shows up twice. `type` is `text`, `media` or `delete`; only what there is of `text`, `media`, "
                + "`mimeType`, `fileName`, `caption`, `size`, `sha256`, `seconds`, `quote`, `mentions` and `target` is shown. The bytes of a medium are at `media/:messageId`.")
            .Answers(200, "The messages", """{"messages":[{"messageId":"3EB0C767D0A1B2C3D4E5F6","chat":"5511900000001@s.whatsapp.net","type":"text","text":"Hi","at":"2026-04-20T10:15:30.123Z"}]}""");
        group.MapGet("/{instance}/seen", Seen)
            .WithSummary("What people on the other side saw of this number")
            .WithDescription("Messages that were marked as read, and typing that was shown, in order; the newest 10,000 of each since the server started.")
            .Answers(200, "What was seen", """{"read":[{"chat":"5511900000001@s.whatsapp.net","id":"3EB0C767D0A1B2C3D4E5F6"}],"typing":[{"chat":"5511900000001@s.whatsapp.net","state":"composing","at":"2026-04-20T10:15:30.123Z"}]}""");
    }

    private static async Task<IResult> SentAsync(HttpContext context, SandboxEngine engine)
    {
        var sent = await engine.PhoneOf(context).GetSentAsync(context.RequestAborted);
        return Results.Json(new { messages = sent.Select(Shown) }, Sparse);
    }

    private static object Shown(SandboxSent sent)
    {
        var (message, media) = (sent.Message, sent.Message.Content as OutgoingMedia);
        return new
        {
            messageId = message.Id.Value,
            chat = message.Chat.Value,
            type = message.Content switch { OutgoingMedia => "media", OutgoingDelete => "delete", _ => "text" },
            text = (message.Content as OutgoingText)?.Text,
            media = media is null ? null : JsonNamingPolicy.CamelCase.ConvertName(media.Media.ToString()),
            mimeType = media?.MimeType,
            fileName = media?.FileName,
            caption = media?.Caption,
            size = sent.File?.Size,
            sha256 = sent.File?.Sha256,
            seconds = media?.Seconds,
            quote = message.Quote is { } quote ? new { id = quote.Id.Value, sender = quote.Sender?.Value, text = quote.Text } : null,
            mentions = message.Mentions.Count == 0 ? null : message.Mentions.Select(mention => mention.Value),
            target = (message.Content as OutgoingDelete)?.Target.Value,
            at = sent.At.UtcDateTime,
        };
    }

    private static IResult Seen(HttpContext context, SandboxEngine engine)
    {
        var seen = engine.PhoneOf(context).Seen;
        return Results.Json(
            new
            {
                read = seen.Read.Select(read => new { chat = read.Chat.Value, id = read.Message.Id.Value, participant = read.Message.Participant?.Value }),
                typing = seen.Typing.Select(typing => new
                {
                    chat = typing.Chat.Value,
                    state = JsonNamingPolicy.CamelCase.ConvertName(typing.State.ToString()),
                    at = typing.At.UtcDateTime,
                }),
            },
            Sparse);
    }
}
