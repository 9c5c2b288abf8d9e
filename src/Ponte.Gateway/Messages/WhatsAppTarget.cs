using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Messages;

/// <summary>
/// Sends rows to WhatsApp, each under the id that was fixed when the row was inserted: a repetition after a lost acknowledgement is the same
/// message to the receiver, so nothing needs to be looked up first.
/// </summary>
internal sealed class WhatsAppTarget(ChatDirectory chats, IGrainFactory grains, TimeProvider time) : IDeliveryTarget
{
    // A connecting session wakes its lanes; this is only the net under that.
    private static readonly TimeSpan WhileDisconnected = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan JustConnected = TimeSpan.FromSeconds(1);

    public string Destination => Deliveries.Destination.WhatsApp;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        var payload = OutgoingPayload.FromJson(row.Payload);
        if (payload.Unsupported is { } reason)
        {
            return Failed(row, payload, new DeliveryFailure("unsupported", reason, true));
        }

        if (await chats.AddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { ToSend: var address })
        {
            return Failed(row, payload, new DeliveryFailure("chat_gone", "This chat does not exist any more.", true));
        }

        var answer = await SendAsync(row.Lane.InstanceId, new OutgoingMessage(MessageId.Parse(row.TargetId), address, new OutgoingText(payload.Text)));
        FaultPoint.Pass(FaultPoint.WhatsAppAcknowledged);
        return answer.Outcome switch
        {
            SendOutcome.Accepted => new DeliveryOutcome.Delivered(Links(row, payload)),
            SendOutcome.Refused => Failed(row, payload, new DeliveryFailure($"whatsapp_{answer.Code}", $"WhatsApp refused this message: {answer.Reason}", true)),
            SendOutcome.NotConnected => new DeliveryOutcome.RetryAt(
                new DeliveryFailure("instance_not_connected", "The WhatsApp number is not connected. Messages are kept until it is.", true),
                time.GetUtcNow() + await PauseAsync(row.Lane.InstanceId),
                Counts: false),
            _ => new DeliveryOutcome.RetryAt(new DeliveryFailure("whatsapp_no_answer", $"WhatsApp did not confirm this message: {answer.Reason}", false)),
        };
    }

    private async Task<SendAnswer> SendAsync(string instanceId, OutgoingMessage message)
    {
        try
        {
            return await grains.GetGrain<IInstanceGrain>(instanceId).SendAsync(message);
        }
        catch (TimeoutException)
        {
            return new SendAnswer(SendOutcome.Uncertain, 0, "no answer from the session");
        }
    }

    // Connected since the send was tried: the wake-up for waiting lanes may have come before this one began to wait.
    private async Task<TimeSpan> PauseAsync(string instanceId) =>
        await grains.GetGrain<IInstanceGrain>(instanceId).GetStateAsync() == SessionState.Connected ? JustConnected : WhileDisconnected;

    private MessageLink[] Links(Delivery row, OutgoingPayload payload) =>
    [
        new(
            row.TargetId,
            0,
            FromMe: true,
            Participant: null,
            Kind: "text",
            time.GetUtcNow(),
            payload.Origin?.IntegrationId ?? "",
            payload.Origin?.ConversationId ?? 0,
            payload.Origin?.MessageId ?? 0),
    ];

    private static DeliveryOutcome.Failed Failed(Delivery row, OutgoingPayload payload, DeliveryFailure failure)
    {
        if (payload.Origin is null)
        {
            return new DeliveryOutcome.Failed(failure);
        }

        var status = new NewDelivery(
            row.Lane with { Destination = Deliveries.Destination.Chatwoot },
            DeliveryKind.Status,
            $"status:{row.TargetId}:failed",
            $"{row.TargetId}:status:failed",
            new StatusPayload(payload.Origin, "failed", failure.Reason).ToJson());
        return new DeliveryOutcome.Failed(failure, status);
    }
}
