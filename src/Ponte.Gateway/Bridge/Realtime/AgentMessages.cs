using System.Data.Common;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Turns what agents wrote into rows for WhatsApp, whichever way it was heard.</summary>
internal sealed partial class AgentMessages(DeliveryQueue queue, ConversationChats chats, Random random, ILogger<AgentMessages> logger)
{
    private const string TextOnly = "Attachments cannot be sent to WhatsApp yet; only the text was.";

    /// <summary>Stores the rows of messages that go to WhatsApp, in the given order; what was heard before is absorbed.</summary>
    /// <param name="heard">Messages of integrations, in the order of their ids.</param>
    /// <param name="alongside">Written in the same transaction, such as a cursor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task EnqueueAsync(
        IReadOnlyList<(Integration Integration, Message Message)> heard, Func<DbTransaction, Task>? alongside, CancellationToken cancellationToken)
    {
        var rows = new List<NewDelivery>();
        foreach (var (integration, message) in heard.Where(pair => GoesOut(pair.Message)))
        {
            var chat = await chats.FindAsync(integration, message, cancellationToken);
            if (chat is { } known)
            {
                rows.AddRange(Rows(integration, message, known));
            }
            else
            {
                LogNoChat(message.Id, integration.Id);
                rows.Add(NoChat(integration, message));
            }
        }

        if (rows.Count > 0 || alongside is not null)
        {
            await queue.EnqueueAsync(rows, alongside, cancellationToken);
        }
    }

    /// <summary>
    /// Outgoing or template, not private, not deleted, and without a <c>source_id</c>: everything Ponte posts has one, agents' messages never do
    /// (Chatwoot contract 10).
    /// </summary>
    public static bool GoesOut(Message message) =>
        message.MessageType is MessageType.Outgoing or MessageType.Template && !message.Private && message.SourceId is null && !message.IsDeleted;

    private IEnumerable<NewDelivery> Rows(Integration integration, Message message, long chatId)
    {
        var lane = new LaneKey(integration.InstanceId, chatId, Destination.WhatsApp);
        var origin = new ChatwootOrigin(integration.Id, message.ConversationId ?? 0, message.Id);
        var text = ChatwootToWhatsApp.Text(message, integration.Flags.SignMessages);
        var part = 0;
        if (text.Length > 0)
        {
            yield return Row(lane, integration, message, part++, new OutgoingPayload(text, origin, null));
        }

        for (var i = 0; i < message.Attachments.Count; i++)
        {
            yield return Row(lane, integration, message, part++, new OutgoingPayload("", origin, TextOnly));
        }
    }

    private NewDelivery Row(LaneKey lane, Integration integration, Message message, int part, OutgoingPayload payload) => new(
        lane, DeliveryKind.Message, $"cw:{integration.Id}:{message.Id}:0:{part}", MessageId.Create(random).Value, payload.ToJson());

    private static NewDelivery NoChat(Integration integration, Message message)
    {
        var origin = new ChatwootOrigin(integration.Id, message.ConversationId ?? 0, message.Id);
        var status = new StatusPayload(origin, "failed", "This contact has no phone number, so Ponte does not know whom to write to on WhatsApp.");
        return new NewDelivery(
            new LaneKey(integration.InstanceId, 0, Destination.Chatwoot),
            DeliveryKind.Status,
            $"status:{integration.Id}:{message.Id}:failed",
            $"{message.Id}:status:failed",
            status.ToJson());
    }

    [LoggerMessage(LogLevel.Warning, "Chatwoot message {Message} of {Integration} leads to no WhatsApp chat; the agent is told")]
    private partial void LogNoChat(long message, string integration);
}
