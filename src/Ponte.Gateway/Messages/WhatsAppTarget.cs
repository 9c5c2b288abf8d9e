using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Telemetry;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Sends rows to WhatsApp, each under the id that was fixed when the row was inserted: a repetition after a lost acknowledgement is the same
/// message to the receiver, so nothing needs to be looked up first.
/// </summary>
internal sealed class WhatsAppTarget(
    ChatDirectory chats,
    OutgoingRows rows,
    OutgoingFiles files,
    OutgoingQuotes quotes,
    NumberCheck numbers,
    MessageLinkStore links,
    ReplyAge ages,
    SentMessages sent,
    TypingPause typing,
    IGrainFactory grains,
    TimeProvider time) : IDeliveryTarget
{
    // A connecting session wakes its lanes; this is only the net under that.
    private static readonly TimeSpan WhileDisconnected = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan JustConnected = TimeSpan.FromSeconds(1);

    public string Destination => Deliveries.Destination.WhatsApp;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        var payload = OutgoingPayload.FromJson(row.Payload);
        if (await SupersededAsync(attempt, payload, cancellationToken) is { } ignored)
        {
            return ignored;
        }

        // Also while the phone is away: the agent learns it in time, and the lane is tried again every minute.
        return ages.TooOld(attempt, payload) is { } tooOld ? Failed(row, payload, tooOld) : await DeliverAsync(attempt, payload, cancellationToken);
    }

    private async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, OutgoingPayload payload, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await chats.AddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { } addresses)
        {
            return Failed(row, payload, new DeliveryFailure("chat_gone", "This chat does not exist any more.", true));
        }

        // A file is not fetched for a send that cannot be tried.
        if (await StateAsync(row.Lane.InstanceId) != SessionState.Connected)
        {
            return NotConnected(WhileDisconnected);
        }

        var address = addresses.ToSend;
        if (NumberCheck.IsNeeded(addresses))
        {
            switch (await numbers.FindAsync(row.Lane.InstanceId, addresses.All, cancellationToken))
            {
                case UserLookUp.Found found:
                    address = found.User.Chat;
                    break;
                case UserLookUp.Missing:
                    return NotOnWhatsApp(row, payload);
                default:
                    return NotConnected(await PauseAsync(row.Lane.InstanceId));
            }
        }

        await typing.WaitAsync(attempt, payload, address, cancellationToken);
        return await SendAsync(row, payload, address, cancellationToken);
    }

    // What an agent has deleted is not sent any more, unless it may have been sent already: then the deletion behind it needs it to be there.
    private async Task<DeliveryOutcome.Ignored?> SupersededAsync(DeliveryAttempt attempt, OutgoingPayload payload, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (payload.DeleteTarget is { } target)
        {
            var sent = await links.FindAsync(row.Lane.InstanceId, row.Lane.ChatId, target, cancellationToken);
            return sent.Count == 0 ? new DeliveryOutcome.Ignored("the message was never sent") : null;
        }

        return payload.Origin is { } origin && !attempt.MayHaveArrived
            && await rows.IsDeletedAsync(row.Lane.InstanceId, origin, row.TargetId, cancellationToken)
            ? new DeliveryOutcome.Ignored("deleted in Chatwoot before it was sent")
            : null;
    }

    private async Task<DeliveryOutcome> SendAsync(Delivery row, OutgoingPayload payload, ChatId address, CancellationToken cancellationToken)
    {
        if (payload.DeleteTarget is { } target)
        {
            return await SendAsync(row, payload, new OutgoingMessage(MessageId.Parse(row.TargetId), address, new OutgoingDelete(MessageId.Parse(target))), cancellationToken);
        }

        if (payload.Message is { } whole)
        {
            return await SendAsync(row, payload, MessageJson.ReadOutgoing(whole) with { Id = MessageId.Parse(row.TargetId), Chat = address }, cancellationToken);
        }

        var (text, mentions) = await MentionsAsync(row.Lane.InstanceId, address, payload.Text);
        using var file = payload.Attachment is { } attachment ? await files.PrepareAsync(attachment, text, row.Attempts, cancellationToken) : null;
        if (file?.Trouble is { } trouble)
        {
            return trouble is DeliveryOutcome.Failed failed ? Failed(row, payload, failed.Failure) : trouble;
        }

        OutgoingContent content = file?.Media is { } media ? media : new OutgoingText(text);
        var message = new OutgoingMessage(MessageId.Parse(row.TargetId), address, content)
        {
            Quote = await quotes.FindAsync(payload, row.Lane, address, cancellationToken),
            Mentions = mentions,
        };
        return await SendAsync(row, payload, message, cancellationToken);
    }

    private async Task<DeliveryOutcome> SendAsync(Delivery row, OutgoingPayload payload, OutgoingMessage message, CancellationToken cancellationToken)
    {
        FaultPoint.Pass(FaultPoint.Sending);
        var answer = await AskAsync(row.Lane.InstanceId, message);
        FaultPoint.Pass(FaultPoint.WhatsAppAcknowledged);
        return answer.Outcome switch
        {
            SendOutcome.Accepted => await sent.AcceptedAsync(row, payload.Source ?? Happening.Chatwoot, message, Links(row, payload, message), cancellationToken),
            SendOutcome.Refused => Failed(row, payload, new DeliveryFailure($"whatsapp_{answer.Code}", $"WhatsApp refused this message: {answer.Reason}", true)),
            SendOutcome.NotConnected => NotConnected(await PauseAsync(row.Lane.InstanceId)),
            _ => new DeliveryOutcome.RetryAt(new DeliveryFailure("whatsapp_no_answer", $"WhatsApp did not confirm this message: {answer.Reason}", false)),
        };
    }

    // Mentions are a decoration: without the list of members the text goes as it is.
    private async Task<(string Text, IReadOnlyList<UserId> Mentions)> MentionsAsync(string instanceId, ChatId address, string text)
    {
        if (address.Kind != ChatKind.Group || !text.Contains('@', StringComparison.Ordinal))
        {
            return (text, []);
        }

        try
        {
            var members = await grains.GetGrain<IInstanceGrain>(instanceId).GroupMembersAsync(address.Value);
            return members is null ? (text, []) : GroupMentions.Find(text, [.. members.Select(member => member.ToMember())]);
        }
        catch (TimeoutException)
        {
            return (text, []);
        }
    }

    private async Task<SendAnswer> AskAsync(string instanceId, OutgoingMessage message)
    {
        using var call = Traces.StartCall("whatsapp send")?.SetTag(SpanTag.Instance, instanceId).SetTag(SpanTag.WhatsAppMessage, message.Id.Value);
        try
        {
            var answer = await grains.GetGrain<IInstanceGrain>(instanceId).SendAsync(message);
            call?.SetTag(SpanTag.Outcome, answer.Outcome.ToString().ToLowerInvariant());
            return answer;
        }
        catch (TimeoutException)
        {
            return new SendAnswer(SendOutcome.Uncertain, 0, "no answer from the session");
        }
    }

    private Task<SessionState> StateAsync(string instanceId) => grains.GetGrain<IInstanceGrain>(instanceId).GetStateAsync();

    // Connected since the send was tried: the wake-up for waiting lanes may have come before this one began to wait.
    private async Task<TimeSpan> PauseAsync(string instanceId) =>
        await StateAsync(instanceId) == SessionState.Connected ? JustConnected : WhileDisconnected;

    private DeliveryOutcome.RetryAt NotConnected(TimeSpan pause) => new(
        new DeliveryFailure("instance_not_connected", "The WhatsApp number is not connected. Messages are kept until it is.", true),
        time.GetUtcNow() + pause,
        Counts: false);

    private MessageLink[] Links(Delivery row, OutgoingPayload payload, OutgoingMessage message) => message.Content is OutgoingDelete or OutgoingEdit or OutgoingReaction
        ? []
        :
        [
            new(
                row.TargetId,
                0,
                FromMe: true,
                Participant: null,
                message.Content is OutgoingMedia media ? media.Media.ToString().ToLowerInvariant() : message.Content.ToString()["Outgoing".Length..].ToLowerInvariant(),
                time.GetUtcNow(),
                payload.Origin?.IntegrationId ?? "",
                payload.Origin?.ConversationId ?? 0,
                payload.Origin?.MessageId ?? 0)
            {
                Parts = payload.PartCount,
                Snippet = payload.Text,
            },
        ];

    private static DeliveryOutcome.Failed NotOnWhatsApp(Delivery row, OutgoingPayload payload)
    {
        var failed = Failed(row, payload, new DeliveryFailure("not_on_whatsapp", NumberCheck.Sentence, true));
        return payload.Origin is { } origin ? failed with { FollowUps = [.. failed.FollowUps, NumberCheck.Note(row.Lane, origin)] } : failed;
    }

    // A deletion that WhatsApp refuses says nothing about the message: it keeps its tick.
    private static DeliveryOutcome.Failed Failed(Delivery row, OutgoingPayload payload, DeliveryFailure failure)
    {
        if (payload.Origin is null || payload.DeleteTarget is not null)
        {
            return new DeliveryOutcome.Failed(failure);
        }

        // Failed once more after a replay: that the agent has been told before says nothing.
        var again = row.ReplayedAt is { } replayedAt ? $":{replayedAt.ToUnixTimeMilliseconds()}" : "";
        var status = new NewDelivery(
            row.Lane with { Destination = Deliveries.Destination.Chatwoot },
            DeliveryKind.Status,
            $"status:{row.TargetId}:failed{again}",
            $"{row.TargetId}:status:failed",
            new StatusPayload(payload.Origin, "failed", failure.Reason).ToJson());
        return new DeliveryOutcome.Failed(failure, status);
    }
}
