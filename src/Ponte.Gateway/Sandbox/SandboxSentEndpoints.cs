using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.Gateway.Api.Reference;
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
                "In sending order. A send that was repeated under one id shows up twice. `type` is `text`, `media`, `location`, `contacts`, `poll`, `reaction`, `edit` or `delete`; only what there is of "
                + "`text`, `linkPreview`, `backgroundColor`, `font`, `media`, `mimeType`, `fileName`, `caption`, `size`, `sha256`, `seconds`, `waveform`, `isAnimated`, `location`, `contacts`, `poll`, `reaction`, "
                + "`quote`, `mentions`, `mentionsAll`, `isForwarded`, `statusAudience` and `target` is shown. The bytes of a medium are at `media/:messageId`.")
            .Answers(200, "The messages", """{"messages":[{"messageId":"3EB0C767D0A1B2C3D4E5F6","chat":"5511900000001@s.whatsapp.net","type":"text","text":"Hi","at":"2026-04-20T10:15:30.123Z"}]}""");
        group.MapGet("/{instance}/seen", Seen)
            .WithSummary("What people on the other side saw of this number")
            .WithDescription("Messages that were marked as read, and typing that was shown, in order; the newest 10,000 of each since the server started.")
            .Answers(200, "What was seen", """{"read":[{"chat":"5511900000001@s.whatsapp.net","id":"3EB0C767D0A1B2C3D4E5F6"}],"typing":[{"chat":"5511900000001@s.whatsapp.net","state":"composing","at":"2026-04-20T10:15:30.123Z"}]}""");
    }

    private static async Task<IResult> SentAsync(HttpContext context, SandboxEngine engine)
    {
        var sent = await engine.PhoneOf(context).GetSentAsync(context.RequestAborted);
        return Results.Json(new { messages = sent.Select(SandboxSentJson.Of) }, Sparse);
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
