using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.History;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>Edits, deletes and forwards messages that are kept (http-contract 8.1), each as a row behind what waits in the chat.</summary>
internal sealed class MessageChanges(
    MessageStore messages, MessageSender sender, Recipients recipients, OutgoingFolder outgoing, IGrainFactory grains, IOptions<MediaOptions> options, Random random, TimeProvider time)
{
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

        var (stored, key, error) = await FindAsync(context, fields, body);
        if (stored is null)
        {
            return error!;
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
        return await SubmitAsync(context, key, stored.ChatId, message, content!, new Dictionary<string, object?>
        {
            ["messageId"] = stored.Id.Value,
            ["chatJid"] = stored.Chat.Value,
            ["oldContent"] = before.Text,
            ["newContent"] = content,
        }, "Message edited successfully");
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

        var (stored, key, error) = await FindAsync(context, fields, body);
        if (stored is null)
        {
            return error!;
        }

        if (!forEveryone)
        {
            return new ApiError(StatusCodes.Status501NotImplemented, "Deleting a message on this device only is not supported; send deleteForEveryone: true");
        }

        if (!stored.FromMe)
        {
            return ApiError.BadRequest("can only delete own messages for everyone");
        }

        var message = new OutgoingMessage(key!.Id, stored.Chat, new OutgoingDelete(stored.Id));
        return await SubmitAsync(context, key, stored.ChatId, message, "", new Dictionary<string, object?>
        {
            ["messageId"] = stored.Id.Value,
            ["chat_jid"] = stored.Chat.Value,
            ["delete_type"] = "revoke",
        }, "Message deleted for everyone successfully");
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

        var (stored, key, error) = await FindAsync(context, fields, body);
        if (stored is null)
        {
            return error!;
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
        return await SubmitAsync(context, key, recipient.ChatId, message, content is OutgoingText text ? text.Text : "", new Dictionary<string, object?>
        {
            ["messageId"] = key.Id.Value,
            ["originalId"] = stored.Id.Value,
            ["destinationJid"] = recipient.Address.Value,
        }, "Message forwarded successfully");
    }

    private static ApiError? Refused(JsonFields fields, params (string Field, string Missing)[] required)
    {
        foreach (var (field, missing) in required)
        {
            if (fields.Body.ValueKind == System.Text.Json.JsonValueKind.Object && string.IsNullOrEmpty(fields.TextOrInteger(field, MessageFields.MaxText)) && fields.Problems.Count == 0)
            {
                return ApiError.BadRequest(missing);
            }
        }

        return fields.Problems.Count > 0 ? ApiError.BadRequest("Invalid request body: " + fields.ProblemText) : null;
    }

    private async Task<(StoredMessage? Stored, SendKey? Key, IResult? Error)> FindAsync(HttpContext context, JsonFields fields, ReadOnlyMemory<byte> body)
    {
        if (SendKey.Of(context.Request, body.Span, random) is not { } key)
        {
            return (null, null, SendKey.Invalid);
        }

        var instance = context.GetInstance();
        if (await messages.FindAsync(instance.Id, fields.TextOrInteger("messageId", 128) ?? "", context.RequestAborted) is not { } stored || stored.DeletedAt is not null)
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

    private async Task<IResult> SubmitAsync(
        HttpContext context, SendKey key, long chatId, OutgoingMessage message, string text, Dictionary<string, object?> facts, string success)
    {
        var addressing = new Addressing(message.Chat.Value);
        var state = await sender.SubmitAsync(
            context.GetInstance(), key, chatId, message, text, addressing, MessageSender.Waits(context.Request), context.RequestAborted);
        if (state is not null && state.Id != key.Id.Value)
        {
            return SendKey.Conflict;
        }

        switch (state?.State)
        {
            case DeliveryState.Failed or DeliveryState.Discarded:
                return ApiError.BadRequest($"Message was not sent: {state.Reason ?? "it was discarded before"}");
            case DeliveryState.Pending:
                return Results.Json(Answer(SendAnswers.Queued, "queued", facts), statusCode: StatusCodes.Status202Accepted);
            default:
                return Results.Json(Answer(success, null, facts));
        }
    }

    private static Dictionary<string, object?> Answer(string message, string? status, Dictionary<string, object?> facts)
    {
        var answer = new Dictionary<string, object?> { ["success"] = true, ["message"] = message };
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
