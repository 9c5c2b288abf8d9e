using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.ChatActions;

/// <summary>The state of chats on this number's devices (http-contract 8.1).</summary>
internal static class ChatActionEndpoints
{
    public const string InvalidDuration = "Invalid duration: ";
    public const string FavoriteChats = "Favorite chats are not supported. Name a message by messageId";

    public static IServiceCollection AddChatActions(this IServiceCollection services) =>
        services.AddSingleton<ChatFields>().AddSingleton<KnownMessages>();

    public static void MapChatActions(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/chat").WithTags("Chats").RequireToken().RequireInstance("Instance not found");
        group.MapPost("/archive/{instance}", ArchiveAsync).DescribeArchive();
        group.MapPost("/pin/{instance}", PinAsync).DescribePin();
        group.MapPost("/mute/{instance}", MuteAsync).DescribeMute();
        group.MapPost("/block/{instance}", BlockAsync).DescribeBlock();
        group.MapPost("/markChatRead/{instance}", MarkAsync).DescribeMark();
        group.MapPost("/favorite/{instance}", FavoriteAsync).DescribeFavorite();
        group.MapDelete("/deleteChat/{instance}", DeleteAsync).DescribeDelete();
        group.MapLabels();
    }

    private static async Task<IResult> ArchiveAsync(HttpContext context, SessionActions actions, ChatFields chats, KnownMessages messages)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, archive) = (fields.TextOrInteger("number"), fields.Flag("archive") ?? true);
        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        var last = await messages.LastAsync(context.GetInstance().Id, chat, context.RequestAborted);
        var answer = await actions.AskAsync(context.GetInstance().Id, new ArchiveChat(chat, archive, last));
        var message = archive ? "Chat archived successfully" : "Chat unarchived successfully";
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message, chat_jid = chat.Value, archived = archive });
    }

    private static async Task<IResult> PinAsync(HttpContext context, SessionActions actions, ChatFields chats)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, pin) = (fields.TextOrInteger("number"), fields.Flag("pin") ?? true);
        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new PinChat(chat, pin));
        var message = pin ? "Chat pinned successfully" : "Chat unpinned successfully";
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message, chat_jid = chat.Value, pinned = pin });
    }

    private static async Task<IResult> MuteAsync(HttpContext context, SessionActions actions, ChatFields chats, TimeProvider time)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, mute, text) = (fields.TextOrInteger("number"), fields.Flag("mute") ?? true, fields.Text("duration", 64));
        var duration = mute ? MuteDuration.Parse(text) : new MuteDuration(0, "Chat notifications unmuted successfully");
        if (fields.Problems.Count == 0 && !string.IsNullOrWhiteSpace(number) && duration is null)
        {
            return ApiError.BadRequest(InvalidDuration + text);
        }

        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        long? until = !mute ? null : duration!.Seconds == 0 ? MuteChat.Forever : time.GetUtcNow().AddSeconds(duration.Seconds).ToUnixTimeMilliseconds();
        var answer = await actions.AskAsync(context.GetInstance().Id, new MuteChat(chat, until));
        return SessionActions.ErrorOf(answer)
            ?? Results.Json(new { success = true, message = duration!.Message, chat_jid = chat.Value, muted = mute, duration = duration.Seconds });
    }

    private static async Task<IResult> BlockAsync(HttpContext context, SessionActions actions, ChatFields chats)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, block) = (fields.TextOrInteger("number"), fields.Flag("block") ?? true);
        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        if (!UserId.TryParse(chat.Value, out var user))
        {
            return ApiError.BadRequest("Only people can be blocked, not groups");
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new BlockUser(user, block));
        var message = block ? "Contact blocked successfully" : "Contact unblocked successfully";
        return answer is ActionDone<BlockedCount> { Value.Count: var count }
            ? Results.Json(new { success = true, message, contact_jid = chat.Value, blocked_count = count, blocked = block })
            : SessionActions.ErrorOf(answer, code => code == 404 ? ApiError.BadRequest(ChatFields.NotOnWhatsApp) : null)!;
    }

    private static async Task<IResult> MarkAsync(HttpContext context, SessionActions actions, ChatFields chats, KnownMessages messages)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, read) = (fields.TextOrInteger("number"), fields.Flag("read") ?? true);
        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        var last = await messages.LastAsync(context.GetInstance().Id, chat, context.RequestAborted);
        var answer = await actions.AskAsync(context.GetInstance().Id, new MarkChat(chat, read, last));
        var message = read ? "Chat marked as read successfully" : "Chat marked as unread successfully";
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message, chat_jid = chat.Value, read });
    }

    private static async Task<IResult> FavoriteAsync(HttpContext context, SessionActions actions, KnownMessages messages)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, messageId, favorite) = (fields.TextOrInteger("number"), fields.Text("messageId", 128), fields.Flag("favorite") ?? true);
        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + fields.ProblemText);
        }

        if (string.IsNullOrWhiteSpace(messageId))
        {
            return string.IsNullOrWhiteSpace(number)
                ? ApiError.BadRequest("Number or messageId is required")
                : new ApiError(StatusCodes.Status501NotImplemented, FavoriteChats);
        }

        var instanceId = context.GetInstance().Id;
        if (await messages.FindAsync(instanceId, messageId, context.RequestAborted) is not var (chat, fromMe))
        {
            return ApiError.NotFound("Message not found");
        }

        var answer = await actions.AskAsync(instanceId, new StarMessage(chat, messageId, fromMe, favorite));
        var message = favorite ? "Message added to favorites successfully" : "Message removed from favorites successfully";
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message, message_id = messageId, chat_jid = chat.Value, favorite });
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, SessionActions actions, ChatFields chats, KnownMessages messages)
    {
        var fields = await context.Request.ReadJsonAsync();
        var (number, deleteMedia) = (fields.TextOrInteger("number"), fields.Flag("deleteMedia") ?? false);
        var (chat, error) = await chats.FindAsync(context, fields, number);
        if (error is not null)
        {
            return error;
        }

        var last = await messages.LastAsync(context.GetInstance().Id, chat, context.RequestAborted);
        var answer = await actions.AskAsync(context.GetInstance().Id, new DeleteChat(chat, last));
        var message = deleteMedia ? "Chat deleted successfully (including media)" : "Chat deleted successfully";
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message, chat_jid = chat.Value, delete_media = deleteMedia });
    }
}
