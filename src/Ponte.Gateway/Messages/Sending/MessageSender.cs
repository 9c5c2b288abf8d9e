using Ponte.Gateway.Api;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>
/// Carries a program's message down the one road: a row with its reserved id. Everything that can be refused is refused before the row is stored; after that
/// nothing that is answered invites to send again.
/// </summary>
internal sealed class MessageSender(
    DeliveryQueue queue, SentStates states, Recipients recipients, Replies replies, OutgoingUploads uploads, LinkPreviews previews, StatusAudience audience, ChatDirectory chats, IGrainFactory grains, Random random, TimeProvider time)
{
    // An answer that takes longer is "queued": the message goes out all the same (issue 6; http-contract 7.2).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads a call, sends what it asks for and answers it.</summary>
    /// <param name="context">The call; its route names the instance.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="bodyLimit">The largest body, in bytes.</param>
    public async Task<IResult> SendAsync(HttpContext context, Func<JsonFields, (Addressing Addressing, Draft Draft)> read, int bodyLimit = RequestBody.MaxSize)
    {
        var (fields, body) = await context.Request.ReadJsonAndBodyAsync(bodyLimit);
        if (SendKey.Of(context.Request, body.Span, random) is not { } key)
        {
            return SendKey.Invalid;
        }

        var (addressing, draft) = read(fields);
        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + fields.ProblemText);
        }

        var cancellationToken = context.RequestAborted;
        var instance = context.GetInstance();
        return await EarlierAsync(context, instance, key, draft, cancellationToken)
            ?? await SendNewAsync(context, instance, key, addressing, draft, cancellationToken);
    }

    /// <summary>
    /// Stores a message's row and waits for what becomes of it. Call it for a connected number, with everything else checked.
    /// </summary>
    /// <returns>How the row stands; null when it was sent so long ago that its row is gone.</returns>
    public async Task<SentState?> SubmitAsync(
        Instance instance, SendKey key, long chatId, OutgoingMessage message, string text, Addressing addressing, bool waits, CancellationToken cancellationToken)
    {
        var payload = new OutgoingPayload(text, null) { Message = MessageJson.Write(message), Source = addressing.Source, DelaySeconds = addressing.DelaySeconds };
        var lane = new LaneKey(instance.Id, chatId, Destination.WhatsApp);
        var row = new NewDelivery(lane, KindOf(message.Content), key.SourceKey, key.Id.Value, payload.ToJson()) { ReceivedAt = time.GetUtcNow() };
        await queue.EnqueueAsync([row], null, cancellationToken);
        var limit = waits ? Patience + TimeSpan.FromSeconds(addressing.DelaySeconds) : TimeSpan.Zero;
        return await states.WaitAsync(instance.Id, key, limit, cancellationToken);
    }

    /// <summary>Whether the number is connected: asked before anything is stored.</summary>
    public async Task<bool> IsConnectedAsync(Instance instance) =>
        await grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync() == SessionState.Connected;

    /// <summary>Whether the caller waits for WhatsApp's answer: unless <c>?wait=false</c>.</summary>
    public static bool Waits(HttpRequest request) => !string.Equals(request.Query["wait"], "false", StringComparison.OrdinalIgnoreCase);

    // The same request once more, whatever became of the answer to the first.
    private async Task<IResult?> EarlierAsync(HttpContext context, Instance instance, SendKey key, Draft draft, CancellationToken cancellationToken)
    {
        if (!key.IsRepeatable || await states.FindAsync(instance.Id, key.SourceKey, cancellationToken) is not { } earlier)
        {
            return null;
        }

        if (earlier.Id != key.Id.Value)
        {
            return SendKey.Conflict;
        }

        var state = Waits(context.Request) ? await states.WaitAsync(instance.Id, key, Patience, cancellationToken) ?? earlier : earlier;
        return await AnswerAsync(instance, key, state, earlier.ChatId, draft, null, cancellationToken);
    }

    private async Task<IResult> SendNewAsync(
        HttpContext context, Instance instance, SendKey key, Addressing addressing, Draft draft, CancellationToken cancellationToken)
    {
        if (addressing.Number.Length > 0 && !await IsConnectedAsync(instance))
        {
            return ApiError.NotConnected;
        }

        var (recipient, error) = await recipients.FindAsync(instance.Id, addressing.Number, cancellationToken);
        if (recipient is null)
        {
            return error!;
        }

        var (reply, unknown) = await replies.FindAsync(instance.Id, addressing, recipient, cancellationToken);
        if (reply is null)
        {
            return unknown!;
        }

        var (message, refusal) = await ComposeAsync(instance.Id, key.Id, addressing, reply, draft, cancellationToken);
        if (message is null)
        {
            return refusal!;
        }

        var state = await SubmitAsync(instance, key, reply.Recipient.ChatId, message, draft.Text ?? "", addressing, Waits(context.Request), cancellationToken);
        return state is not null && state.Id != key.Id.Value
            ? SendKey.Conflict
            : await AnswerAsync(instance, key, state, reply.Recipient.ChatId, draft, message, cancellationToken);
    }

    private async Task<(OutgoingMessage? Message, ApiError? Error)> ComposeAsync(
        string instanceId, MessageId id, Addressing addressing, Reply reply, Draft draft, CancellationToken cancellationToken)
    {
        var (content, refusal) = draft.File is { } file ? await uploads.TakeAsync(instanceId, id, file, cancellationToken) : (draft.Content, null);
        if (content is null)
        {
            return (null, refusal);
        }

        if (draft.HasLinkPreview && content is OutgoingText text)
        {
            content = text with { LinkPreview = await previews.FindAsync(text.Text, cancellationToken) };
        }

        var address = reply.Recipient.Address;
        var isGroup = address.Kind == ChatKind.Group;
        var message = new OutgoingMessage(id, address, content)
        {
            Quote = reply.Quote,
            Mentions = isGroup ? [.. addressing.Mentions.Select(ChatSearch.AddressOf).OfType<ChatId>().Select(UserOf).OfType<UserId>()] : [],
            MentionsAll = isGroup && addressing.MentionsAll,
            StatusAudience = address == ChatId.Status ? await audience.ReadAsync(instanceId, cancellationToken) : [],
        };
        return (message, null);
    }

    private async Task<IResult> AnswerAsync(
        Instance instance, SendKey key, SentState? state, long chatId, Draft draft, OutgoingMessage? message, CancellationToken cancellationToken)
    {
        var self = (await grains.GetGrain<IInstanceGrain>(instance.Id).GetConnectionAsync()).Self;
        var addresses = await chats.AddressesAsync(instance.Id, chatId, cancellationToken);
        return SendAnswers.Of(state, new SentFacts(key.Id, addresses?.ToSend, self), draft, message);
    }

    private static UserId? UserOf(ChatId address) => UserId.TryParse(address.Value, out var user) ? user : null;

    private static string KindOf(OutgoingContent content) => content switch
    {
        OutgoingEdit => DeliveryKind.Edit,
        OutgoingDelete => DeliveryKind.Delete,
        OutgoingReaction => DeliveryKind.Reaction,
        _ => DeliveryKind.Message,
    };
}
