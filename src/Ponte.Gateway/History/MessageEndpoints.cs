using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.History;

/// <summary><c>/api/chat/…</c>: messages that are kept, read back. Works also while the number is not connected, but for files.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder group)
    {
        group.MapGet("/getMessage/{instance}", GetAsync).DescribeGetMessage();
        group.MapPost("/history/{instance}", HistoryAsync).DescribeHistory();
        group.MapGet("/status/{instance}", StatusAsync).DescribeStatus();
        group.MapGet("/poll/{instance}", PollAsync).DescribePoll();
        group.MapGet("/base64/{instance}", Base64Async).DescribeBase64();
    }

    private static async Task<IResult> GetAsync(HttpContext context, string? messageId, MessageStore messages, IGrainFactory grains)
    {
        if (string.IsNullOrWhiteSpace(messageId))
        {
            return ApiError.BadRequest(HistoryRefusal.GetMessageIdText);
        }

        return await FindAsync(context, messageId, messages) is { } message
            ? Results.Json(new
            {
                success = true,
                message = "Message found",
                messageId = message.Id.Value,
                status = "found",
                data = MessageDescriber.Describe(message, await SelfAsync(context, grains)),
            })
            : HistoryRefusal.MessageNotFound;
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, MessageStore messages, ChatSearch search, ChatNames names, IGrainFactory grains)
    {
        var (query, problem) = HistoryQuery.Read(await context.Request.ReadJsonAsync());
        if (query is null)
        {
            return problem!;
        }

        var (instance, stop) = (context.GetInstance(), context.RequestAborted);
        var known = await search.FindAsync(instance.Id, query.Number.Value, stop);
        var found = await messages.ListAsync(instance.Id, known, query, query.Count + 1, stop);
        var page = found.Take(query.Count).ToList();
        var self = await SelfAsync(context, grains);
        return Results.Json(new
        {
            success = true,
            message = "Chat history retrieved successfully",
            messages = page.Select(message => MessageDescriber.Describe(message, self)),
            count = page.Count,
            hasMore = found.Count > page.Count,
            chat_jid = (await names.UsedAsync(instance.Id, query.Number, stop)).Value,
        });
    }

    private static async Task<IResult> StatusAsync(HttpContext context, string? messageId, MessageStore messages)
    {
        if (string.IsNullOrWhiteSpace(messageId))
        {
            return ApiError.BadRequest(HistoryRefusal.MessageIdParameterText);
        }

        if (await FindAsync(context, messageId, messages) is not { } message)
        {
            // An instance's token learns nothing of other instances.
            var caller = context.GetCaller();
            return caller.Instance is null && IdOf(messageId) is { } id && await messages.IsElsewhereAsync(caller.AccountId, id, context.RequestAborted)
                ? HistoryRefusal.MessageElsewhere
                : HistoryRefusal.MessageNotFound;
        }

        var status = MessageStatus.Of(message);
        return Results.Json(new
        {
            success = true,
            message = "Message status retrieved successfully",
            message_id = message.Id.Value,
            status = status.Text,
            status_code = status.Code,
            direction = message.FromMe ? "sent" : "received",
            chat_jid = message.Chat.Value,
            timestamp = MessageDescriber.Time(message.SentAt),
        });
    }

    private static async Task<IResult> PollAsync(HttpContext context, string? messageId, MessageStore messages)
    {
        if (string.IsNullOrWhiteSpace(messageId))
        {
            return ApiError.BadRequest(HistoryRefusal.MessageIdParameterText);
        }

        var message = await FindAsync(context, messageId, messages);
        return message switch
        {
            { Content.Content: IncomingPoll poll } => Results.Json(new
            {
                success = true,
                message = "Poll retrieved successfully",
                messageId = message.Id.Value,
                data = PollDescriber.Describe(message, poll, await messages.VotesAsync(context.GetInstance().Id, message, context.RequestAborted)),
            }),
            { Content: not null } => ApiError.BadRequest(HistoryRefusal.NoPollText),
            _ => HistoryRefusal.MessageNotFound,
        };
    }

    private static async Task<IResult> Base64Async(HttpContext context, string? messageId, MessageStore messages, MessageFiles files)
    {
        if (string.IsNullOrWhiteSpace(messageId))
        {
            return ApiError.BadRequest(HistoryRefusal.MessageIdParameterText);
        }

        return await FindAsync(context, messageId, messages) is { Content.Content: IncomingMedia media } message
            ? await files.AnswerAsync(context, message, media)
            : HistoryRefusal.NoMedia;
    }

    private static async Task<StoredMessage?> FindAsync(HttpContext context, string messageId, MessageStore messages) =>
        IdOf(messageId) is { } id ? await messages.FindAsync(context.GetInstance().Id, id, context.RequestAborted) : null;

    private static string? IdOf(string text) => MessageId.TryParse(text.Trim(), out var id) ? id.Value : null;

    private static async Task<string?> SelfAsync(HttpContext context, IGrainFactory grains) =>
        (await grains.GetGrain<IInstanceGrain>(context.GetInstance().Id).GetConnectionAsync()).Self;
}
