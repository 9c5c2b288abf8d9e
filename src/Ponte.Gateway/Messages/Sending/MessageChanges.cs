using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.History;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Chats;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;
using Facts = System.Collections.Generic.Dictionary<string, object?>;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Edits, deletes and forwards messages that are kept (http-contract 8.1), each as a row behind what waits in the chat.</summary>
internal sealed class MessageChanges(
    MessageStore messages, MessageSender sender, Recipients recipients, ChatDirectory chats, OutgoingFolder outgoing, SessionActions actions, IGrainFactory grains, IOptions<MediaOptions> options, Random random, TimeProvider time)
{
    private const string Edit = "Message edited successfully";
    private const string Delete = "Message deleted for everyone successfully";
    private const string DeleteHere = "Message deleted for me successfully";
    private const string Forward = "Message forwarded successfully";

    // WhatsApp's own limit for edits.
    private static readonly TimeSpan Editable = TimeSpan.FromMinutes(15);

    /// <summary><c>POST /api/chat/edit</c>.</summary>
    public async Task<IResult> EditAsync(HttpContext context)
    {
        var (fields, body) = await context.Request.ReadJsonAndBodyAsync(RequestBody.MaxSize);
        var content = fields.Text("content", MessageFields.MaxText);
        if (Refused(fields, ("messageId", "messageId is required"), ("content", "content is required")) is { } refused)
        {
            return refused;
        }

        var id = IdOf(fields);
        var (stored, key, answer) = await FindAsync(context, id, body, chat => Edited(id, chat, null, content), Edit);
        if (stored is null)
        {
            return answer!;
        }

        if (!stored.FromMe || stored.Content?.Content is not IncomingText before)
        {
            return ApiError.BadRequest("can only edit own text messages");
        }

        if (time.GetUtcNow() - stored.SentAt > Editable)
        {
            return ApiError.BadRequest("message is too old to edit: WhatsApp allows it for 15 minutes");
        }

        var message = new OutgoingMessage(key!.Id, stored.Chat, new OutgoingEdit(stored.Id, content!));
        return await SubmitAsync(context, key, stored.ChatId, message, content!, Edited(id, stored.Chat, before.Text, content), Edit);
    }

    /// <summary><c>DELETE /api/chat/delete</c>.</summary>
    public async Task<IResult> DeleteAsync(HttpContext context)
    {
        var (fields, body) = await context.Request.ReadJsonAndBodyAsync(RequestBody.MaxSize);
        var forEveryone = fields.Flag("deleteForEveryone") ?? false;
        if (Refused(fields, ("messageId", "MessageID is required")) is { } refused)
        {
            return refused;
        }

        var id = IdOf(fields);
        if (!forEveryone)
        {
            return await DeleteHereAsync(context, id, body);
        }

        var (stored, key, answer) = await FindAsync(context, id, body, chat => Deleted(id, chat, "revoke"), Delete);
        if (stored is null)
        {
            return answer!;
        }

        if (!stored.FromMe)
        {
            return ApiError.BadRequest("can only delete own messages for everyone");
        }

        var message = new OutgoingMessage(key!.Id, stored.Chat, new OutgoingDelete(stored.Id));
        return await SubmitAsync(context, key, stored.ChatId, message, "", Deleted(id, stored.Chat, "revoke"), Delete);
    }

    // On this number's devices, and here. Doing it again changes nothing, so it needs no row; a row under its key is another request's.
    private async Task<IResult> DeleteHereAsync(HttpContext context, string id, ReadOnlyMemory<byte> body)
    {
        if (SendKey.Of(context.Request, body.Span, random) is not { } key)
        {
            return SendKey.Invalid;
        }

        if (await sender.EarlierAsync(context, key) is not null)
        {
            return SendKey.Conflict;
        }

        var instanceId = context.GetInstance().Id;
        if (await messages.FindAsync(instanceId, id, context.RequestAborted) is not { } stored)
        {
            return ApiError.NotFound("message not found");
        }

        var action = new DeleteMessage(stored.Chat, stored.Id.Value, stored.FromMe, stored.SentAt)
        {
            Participant = stored.Chat.Kind == ChatKind.Group && !stored.FromMe ? stored.Sender.Value : null,
        };
        if (SessionActions.ErrorOf(await actions.AskAsync(instanceId, action)) is { } error)
        {
            return error;
        }

        await messages.DeleteAsync(instanceId, stored, time.GetUtcNow(), CancellationToken.None);
        return Results.Json(Answer(DeleteHere, null, Deleted(id, stored.Chat, "delete_for_me")));
    }

    /// <summary><c>POST /api/chat/forward</c>.</summary>
    public async Task<IResult> ForwardAsync(HttpContext context)
    {
        var (fields, body) = await context.Request.ReadJsonAndBodyAsync(RequestBody.MaxSize);
        var to = fields.TextOrInteger("to", 128) ?? "";
        if (Refused(fields, ("messageId", "messageId is required"), ("to", "to is required")) is { } refused)
        {
            return refused;
        }

        var id = IdOf(fields);
        var (stored, key, answer) = await FindAsync(context, id, body, chat => Forwarded(id, chat), Forward);
        if (stored is null)
        {
            return answer!;
        }

        var (recipient, unknown) = await recipients.FindAsync(context.GetInstance().Id, to, context.RequestAborted);
        if (recipient is null)
        {
            return unknown!;
        }

        var (content, problem) = await ContentAsync(context.GetInstance().Id, key!.Id, stored);
        if (content is null)
        {
            return problem!;
        }

        var message = new OutgoingMessage(key.Id, recipient.Address, content) { IsForwarded = true };
        return await SubmitAsync(context, key, recipient.ChatId, message, content is OutgoingText text ? text.Text : "", Forwarded(id, recipient.Address), Forward);
    }

    private static ApiError? Refused(JsonFields fields, params (string Field, string Missing)[] required)
    {
        foreach (var (field, missing) in required)
        {
            if (fields.IsObject && string.IsNullOrEmpty(fields.TextOrInteger(field, MessageFields.MaxText)) && fields.Problems.Count == 0)
            {
                return ApiError.BadRequest(missing);
            }
        }

        return fields.Problems.Count > 0 ? ApiError.BadRequest("Invalid request body: " + fields.ProblemText) : null;
    }

    private static string IdOf(JsonFields fields) => fields.TextOrInteger("messageId", 128) ?? "";

    private static Facts Edited(string id, ChatId? chat, string? before, string? content) =>
        new() { ["messageId"] = id, ["chatJid"] = chat?.Value, ["oldContent"] = before, ["newContent"] = content };

    private static Facts Deleted(string id, ChatId? chat, string type) => new() { ["messageId"] = id, ["chat_jid"] = chat?.Value, ["delete_type"] = type };

    // The new message's id is the key's, put in when it is known.
    private static Facts Forwarded(string id, ChatId? chat) => new() { ["messageId"] = null, ["originalId"] = id, ["destinationJid"] = chat?.Value };

    // The message to change; or the answer to a request that came before under the same key, whatever became of the message since, or to one that cannot be.
    private async Task<(StoredMessage? Stored, SendKey? Key, IResult? Answer)> FindAsync(
        HttpContext context, string id, ReadOnlyMemory<byte> body, Func<ChatId?, Facts> facts, string success)
    {
        if (SendKey.Of(context.Request, body.Span, random) is not { } key)
        {
            return (null, null, SendKey.Invalid);
        }

        var instance = context.GetInstance();
        if (await sender.EarlierAsync(context, key) is { } earlier)
        {
            var addresses = await chats.AddressesAsync(instance.Id, earlier.ChatId, context.RequestAborted);
            return (null, null, AnswerOf(earlier, key, facts(addresses?.ToSend), success));
        }

        if (await messages.FindAsync(instance.Id, id, context.RequestAborted) is not { DeletedAt: null } stored)
        {
            return (null, null, ApiError.NotFound("message not found"));
        }

        return await sender.IsConnectedAsync(instance) ? (stored, key, null) : (null, null, ApiError.NotConnected);
    }

    private async Task<(OutgoingContent? Content, ApiError? Error)> ContentAsync(string instanceId, MessageId id, StoredMessage stored)
    {
        switch (stored.Content?.Content)
        {
            case IncomingText text:
                return (new OutgoingText(text.Text), null);
            case IncomingLocation place:
                return (new OutgoingLocation(place.Latitude, place.Longitude) { Name = place.Name, Address = place.Address }, null);
            case IncomingContacts contacts:
                return (new OutgoingContacts([.. contacts.Cards.Select(Again)]), null);
            case IncomingMedia media:
                var path = outgoing.PathOf(instanceId, id.Value);
                var answer = await grains.GetGrain<IInstanceGrain>(instanceId).FetchAsync(media.File, path, options.Value.MaxBytes);
                if (answer.Outcome != FetchOutcome.Saved)
                {
                    return (null, ApiError.BadRequest($"The file could not be fetched: {answer.Reason}"));
                }

                OutgoingFolder.Flush(path);
                return (new OutgoingMedia(media.Media, path, media.File.MimeType)
                {
                    FileName = media.File.FileName,
                    Caption = media.Caption,
                    Seconds = media.File.Seconds,
                    IsAnimated = media.File.IsAnimated,
                }, null);
            default:
                return (null, new ApiError(StatusCodes.Status500InternalServerError, $"unsupported message type for forwarding: {stored.Kind}"));
        }
    }

    private static OutgoingContact Again(ContactCard card) => new(
        card.Name,
        VCard.Write(card.Name, card.Numbers is [var number, ..] ? number : "", card.Organisation, card.Emails is [var email, ..] ? email : null, null));

    private async Task<IResult> SubmitAsync(HttpContext context, SendKey key, long chatId, OutgoingMessage message, string text, Facts facts, string success)
    {
        var addressing = new Addressing(message.Chat.Value);
        var state = await sender.SubmitAsync(
            context.GetInstance(), key, chatId, message, text, addressing, MessageSender.Waits(context.Request), context.RequestAborted);
        return AnswerOf(state, key, facts, success);
    }

    private static IResult AnswerOf(SentState? state, SendKey key, Facts facts, string success)
    {
        if (state is not null && state.Id != key.Id.Value)
        {
            return SendKey.Conflict;
        }

        facts["messageId"] ??= key.Id.Value;
        return state?.State switch
        {
            DeliveryState.Failed or DeliveryState.Discarded => ApiError.BadRequest($"Message was not sent: {state.Reason ?? "it was discarded before"}"),
            DeliveryState.Pending => Results.Json(Answer(SendAnswers.Queued, "queued", facts), statusCode: StatusCodes.Status202Accepted),
            _ => Results.Json(Answer(success, null, facts)),
        };
    }

    private static Facts Answer(string message, string? status, Facts facts)
    {
        var answer = new Facts { ["success"] = true, ["message"] = message };
        if (status is not null)
        {
            answer["status"] = status;
        }

        foreach (var (name, value) in facts)
        {
            answer[name] = value;
        }

        return answer;
    }
}
