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
internal sealed partial class MessageSender(
    DeliveryQueue queue,
    SentStates states,
    Recipients recipients,
    Replies replies,
    OutgoingUploads uploads,
    LinkPreviews previews,
    StatusAudience audience,
    ChatDirectory chats,
    GroupNames groups,
    IGrainFactory grains,
    Random random,
    TimeProvider time,
    ILogger<MessageSender> logger) : IDisposable
{
    // An answer that takes longer is "queued": the message goes out all the same (issue 6; http-contract 7.2).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Bodies with files in memory at the same time, 45 MiB each at most.
    private readonly SemaphoreSlim _turns = new(6);

    /// <summary>Reads a call, sends what it asks for and answers it.</summary>
    /// <param name="context">The call; its route names the instance.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="bodyLimit">The largest body, in bytes.</param>
    public async Task<IResult> SendAsync(HttpContext context, Func<JsonFields, (Addressing Addressing, Draft Draft)> read, int bodyLimit = RequestBody.MaxSize)
    {
        using var turn = await TurnAsync(context.Request, bodyLimit);
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

        var instance = context.GetInstance();
        if (await EarlierAsync(context, key) is not { } earlier)
        {
            return await SendNewAsync(context, instance, key, addressing, draft, context.RequestAborted);
        }

        var addresses = await chats.AddressesAsync(instance.Id, earlier.ChatId, context.RequestAborted);
        return earlier.Id == key.Id.Value ? SendAnswers.Of(earlier, await FactsAsync(instance, key, addresses?.ToSend), draft, null) : SendKey.Conflict;
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
        var added = await queue.EnqueueAsync([row], null, cancellationToken);
        var limit = waits ? Patience + TimeSpan.FromSeconds(addressing.DelaySeconds) : TimeSpan.Zero;
        try
        {
            return await states.WaitAsync(instance.Id, key, limit, cancellationToken);
        }
        catch (Exception exception) when (added == 1 && !cancellationToken.IsCancellationRequested)
        {
            // It is stored and goes out: an error would invite to send it again.
            LogNotSeen(exception, row.TargetId);
            return new SentState(chatId, row.TargetId, DeliveryState.Pending, null);
        }
    }

    /// <summary>How the row of the same request stands that came before under its key; null when there is none, or no key.</summary>
    /// <param name="context">The call.</param>
    /// <param name="key">Its key. The row has another id than the key's when the key was used for another request.</param>
    public async Task<SentState?> EarlierAsync(HttpContext context, SendKey key)
    {
        var instance = context.GetInstance().Id;
        if (!key.IsRepeatable || await states.FindAsync(instance, key.SourceKey, context.RequestAborted) is not { } earlier)
        {
            return null;
        }

        return earlier.Id == key.Id.Value && Waits(context.Request) ? await states.WaitAsync(instance, key, Patience, context.RequestAborted) ?? earlier : earlier;
    }

    /// <summary>Whether the number is connected: asked before anything is stored.</summary>
    public async Task<bool> IsConnectedAsync(Instance instance) =>
        await grains.GetGrain<IInstanceGrain>(instance.Id).GetStateAsync() == SessionState.Connected;

    /// <summary>Whether the caller waits for WhatsApp's answer: unless <c>?wait=false</c>.</summary>
    public static bool Waits(HttpRequest request) => !string.Equals(request.Query["wait"], "false", StringComparison.OrdinalIgnoreCase);

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

        var facts = await FactsAsync(instance, key, reply.Recipient.Address);
        var state = await SubmitAsync(instance, key, reply.Recipient.ChatId, message, draft.Text ?? "", addressing, Waits(context.Request), cancellationToken);
        return state is not null && state.Id != key.Id.Value ? SendKey.Conflict : SendAnswers.Of(state, facts, draft, message);
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
            Mentions = isGroup ? addressing.Mentions : [],
            MentionsAll = isGroup && addressing.MentionsAll,
            StatusAudience = address == ChatId.Status ? await audience.ReadAsync(instanceId, cancellationToken) : [],
        };
        return (message, null);
    }

    public void Dispose() => _turns.Dispose();

    // Null for a body that is small.
    private async Task<Turn?> TurnAsync(HttpRequest request, int bodyLimit)
    {
        if (bodyLimit <= RequestBody.MaxSize || request.ContentLength <= RequestBody.MaxSize)
        {
            return null;
        }

        await _turns.WaitAsync(request.HttpContext.RequestAborted);
        return new Turn(_turns);
    }

    private async Task<SentFacts> FactsAsync(Instance instance, SendKey key, ChatId? chat) =>
        new(key.Id, chat, (await grains.GetGrain<IInstanceGrain>(instance.Id).GetConnectionAsync()).Self)
        {
            GroupName = chat is { Kind: ChatKind.Group } group ? await groups.FindAsync(instance.Id, group, CancellationToken.None) : null,
        };

    private static string KindOf(OutgoingContent content) => content switch
    {
        OutgoingEdit => DeliveryKind.Edit,
        OutgoingDelete => DeliveryKind.Delete,
        OutgoingReaction => DeliveryKind.Reaction,
        _ => DeliveryKind.Message,
    };

    [LoggerMessage(LogLevel.Warning, "What became of message {Message} could not be looked up; its caller is told that it waits")]
    private partial void LogNotSeen(Exception exception, string message);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
