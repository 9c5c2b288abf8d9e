using System.Data.Common;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Outgoing;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;
using Ponte.Gateway.Telemetry;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Turns what agents wrote into rows for WhatsApp, whichever way it was heard.</summary>
internal sealed partial class AgentMessages(DeliveryQueue queue, KnownReplies replies, ConversationChats chats, Random random, ILogger<AgentMessages> logger)
{
    /// <summary>Stores the rows of messages that go to WhatsApp, in the given order; what was heard before is absorbed.</summary>
    /// <param name="integration">Whose inbox they are in.</param>
    /// <param name="heard">Messages of one conversation, in the order of their ids.</param>
    /// <param name="alongside">Written in the same transaction, such as a cursor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task EnqueueAsync(
        Integration integration, IReadOnlyList<Message> heard, Func<DbTransaction, Task>? alongside, CancellationToken cancellationToken)
    {
        var rows = new List<NewDelivery>();
        foreach (var message in await NewAsync(integration, [.. heard.Where(static message => GoesOut(message) && !HasArrived(message))], cancellationToken))
        {
            rows.AddRange(await RowsAsync(integration, message, cancellationToken));
        }

        if (rows.Count > 0 || alongside is not null)
        {
            await queue.EnqueueAsync(rows, alongside, cancellationToken);
            foreach (var trace in rows.Select(row => row.Trace).Distinct())
            {
                Traces.EndHeard(trace);
            }
        }
    }

    /// <summary>
    /// Outgoing or template, not private, not deleted, and without a <c>source_id</c>: everything Ponte posts has one, agents' messages never do
    /// (Chatwoot contract 10).
    /// </summary>
    public static bool GoesOut(Message message) =>
        message.MessageType is MessageType.Outgoing or MessageType.Template && !message.Private && message.SourceId is null && !message.IsDeleted;

    // Only Ponte gives ticks. One that is heard for the first time and has them was sent by the server whose older backup this one was restored from.
    private static bool HasArrived(Message message) => message.Status is MessageStatus.Delivered or MessageStatus.Read;

    /// <summary>What a message that goes out is for WhatsApp: its parts in order, or the status that tells the agent why it is nothing.</summary>
    public async Task<IReadOnlyList<NewDelivery>> RowsAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        Traces.StartHeard("chatwoot heard", integration.InstanceId)?
            .SetTag(SpanTag.ChatwootMessage, message.Id)
            .SetTag(SpanTag.ChatwootConversation, message.ConversationId);
        if (await chats.FindAsync(integration, message, cancellationToken) is not { } chat)
        {
            LogNoChat(message.Id, integration.Id);
            return [NoChat(integration, message)];
        }

        var survey = LacksSurvey(message) ? await chats.SurveyUrlAsync(integration, message, cancellationToken) : null;
        var lane = new LaneKey(integration.InstanceId, chat, Destination.WhatsApp);
        return
        [
            .. ChatwootToWhatsApp.Payloads(message, integration, survey).Select((payload, part) => new NewDelivery(
                lane, DeliveryKind.Message, OutgoingRows.Key(payload.Origin!, part), MessageId.Create(random).Value, payload.ToJson()) { ReceivedAt = message.CreatedAt }),
        ];
    }

    // The last minute of a conversation is read again and again; what has its rows needs no second thought.
    private async Task<IEnumerable<Message>> NewAsync(Integration integration, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var known = await replies.AmongAsync(integration, [.. messages.Select(message => message.Id)], cancellationToken);
        return messages.Where(message => !known.Contains(message.Id));
    }

    // Before 4.15 a survey's text has no address in it (Chatwoot contract 8.8).
    private static bool LacksSurvey(Message message) =>
        message.ContentType == "input_csat" && !(message.Content ?? "").Contains("/survey/responses/", StringComparison.Ordinal);

    // Not absorbed by an earlier one: the agent may have tried again.
    private NewDelivery NoChat(Integration integration, Message message)
    {
        var origin = new ChatwootOrigin(integration.Id, message.ConversationId ?? 0, message.Id);
        var status = new StatusPayload(origin, "failed", "This contact has no phone number, so Ponte does not know whom to write to on WhatsApp.");
        return new NewDelivery(
            new LaneKey(integration.InstanceId, 0, Destination.Chatwoot),
            DeliveryKind.Status,
            $"status:{integration.Id}:{message.Id}:failed:{MessageId.Create(random).Value}",
            $"{message.Id}:status:failed",
            status.ToJson());
    }

    [LoggerMessage(LogLevel.Warning, "Chatwoot message {Message} of {Integration} leads to no WhatsApp chat; the agent is told")]
    private partial void LogNoChat(long message, string integration);
}
