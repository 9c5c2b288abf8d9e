using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge;

/// <summary>
/// Delivers rows to Chatwoot: one POST per message in a known chat. Chatwoot does not deduplicate (contract 6.3), so a row whose earlier attempt
/// may have arrived is looked for by its <c>source_id</c> before it is posted.
/// </summary>
internal sealed class ChatwootTarget(
    IntegrationStore integrations,
    IntegrationHealth health,
    ChatDirectory chats,
    ConversationDirectory conversations,
    ChatwootClients clients,
    ChatwootFailures failures,
    HostHealth hosts,
    StatusUpdate statusUpdate,
    ContactHealing healing,
    IOptions<BridgeOptions> options,
    TimeProvider time) : IDeliveryTarget
{
    // Clocks of two machines differ, and a row may wait long before its first attempt.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    // A start with the module on is what ends this wait.
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(5);

    public string Destination => Deliveries.Destination.Chatwoot;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await integrations.FindActiveAsync(row.Lane.InstanceId, cancellationToken) is not { } integration)
        {
            return new DeliveryOutcome.Failed(IntegrationRemoved.Failure);
        }

        if (!options.Value.Enabled)
        {
            var off = new DeliveryFailure("module_off", "The Chatwoot module is switched off on this server. Messages are kept.", Certain: true);
            return new DeliveryOutcome.RetryAt(off, time.GetUtcNow() + WhileOff, Counts: false);
        }

        var client = clients.ForLanes(integration);
        var outcome = row.Kind switch
        {
            DeliveryKind.Status => await statusUpdate.DeliverAsync(client, integration, row, cancellationToken),
            DeliveryKind.Identity => await healing.DeliverAsync(client, integration, row, cancellationToken),
            _ => await PostOnceAsync(client, integration, attempt, cancellationToken),
        };
        await health.ReportAsync(integration, outcome, cancellationToken);
        if (outcome is DeliveryOutcome.Delivered)
        {
            hosts.Succeeded(integration.BaseUrl);
        }

        return outcome is DeliveryOutcome.Failed failed ? Visible(row, failed) : outcome;
    }

    private async Task<DeliveryOutcome> PostOnceAsync(
        ChatwootClient client, Integration integration, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.MayHaveArrived)
        {
            var earlier = await FindEarlierAsync(client, integration, attempt.Row, cancellationToken);
            if (!earlier.IsSuccess)
            {
                return failures.Judge(integration, Suspected(attempt.Row), earlier.Error, messagePosted: false, time.GetUtcNow());
            }

            if (earlier.Value is { } message)
            {
                return new DeliveryOutcome.Delivered(Links(attempt.Row, integration, message.ConversationId ?? 0, message.Id));
            }

            if (time.GetUtcNow() < attempt.SettledAt)
            {
                var unsettled = new DeliveryFailure("settling", "An attempt from before the last start may still be running in Chatwoot.", Certain: false);
                return new DeliveryOutcome.RetryAt(unsettled, attempt.SettledAt, Counts: false);
            }
        }

        return await PostAsync(client, integration, attempt.Row, cancellationToken);
    }

    private async Task<DeliveryOutcome> PostAsync(ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        if (await chats.AddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { } addresses)
        {
            return new DeliveryOutcome.Failed(new DeliveryFailure("chat_gone", "This chat does not exist any more.", Certain: true));
        }

        // A conversation deleted in Chatwoot is noticed by the 404 of the POST: the second round asks anew.
        for (var round = 1; ; round++)
        {
            var began = time.GetUtcNow();
            var conversation = await conversations.ResolveAsync(client, integration, row.Lane.ChatId, addresses, cancellationToken);
            if (!conversation.IsSuccess)
            {
                return failures.Judge(integration, row, conversation.Error, messagePosted: false, began);
            }

            began = time.GetUtcNow();
            var posted = await client.Messages.CreateAsync(conversation.Value.ConversationId, Message(row), cancellationToken);
            FaultPoint.Pass(FaultPoint.ChatwootAnswered);
            if (posted.IsSuccess)
            {
                return new DeliveryOutcome.Delivered(Links(row, integration, conversation.Value.ConversationId, posted.Value.Id));
            }

            if (posted.Error.Kind != ChatwootErrorKind.NotFound || round == 2)
            {
                return failures.Judge(integration, row, posted.Error, messagePosted: true, began);
            }

            conversations.Forget(integration, conversation.Value);
        }
    }

    private async Task<ChatwootResult<Message?>> FindEarlierAsync(
        ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        var notOlderThan = row.CreatedAt - ClockDifference;
        var existing = await conversations.FindExistingAsync(client, integration, row.Lane.ChatId, cancellationToken);
        if (!existing.IsSuccess)
        {
            return existing.Select(_ => (Message?)null);
        }

        foreach (var conversation in existing.Value.Where(candidate => candidate.LastActivityAt is not { } last || last >= notOlderThan))
        {
            var found = await client.Messages.FindBySourceIdAsync(conversation.Id, row.TargetId, notOlderThan, null, cancellationToken);
            if (!found.IsSuccess || found.Value is not null)
            {
                return found.Select(message => message is null ? null : message with { ConversationId = conversation.Id });
            }
        }

        return ChatwootResult.Success<Message?>(null);
    }

    private static NewMessage Message(Delivery row) => row.Kind == DeliveryKind.Note
        ? WhatsAppToChatwoot.Note(NotePayload.FromJson(row.Payload), row.TargetId)
        : WhatsAppToChatwoot.Message(MessageOf(row), row.TargetId);

    private static MessageReceived MessageOf(Delivery row) => (MessageReceived)EventJson.Read(row.Payload);

    private static Delivery Suspected(Delivery row) => row with { Certain = false };

    private static MessageLink[] Links(Delivery row, Integration integration, long conversationId, long messageId)
    {
        if (row.Kind != DeliveryKind.Message)
        {
            return [];
        }

        var message = MessageOf(row);
        var participant = message.Chat.Kind == ChatKind.Group ? message.Sender.Value : null;
        return
        [
            new(row.TargetId, 0, message.FromMe, participant, "text", message.SentAt, integration.Id, conversationId, messageId)
            {
                Snippet = (message.Content as IncomingText)?.Text,
            },
        ];
    }

    // A customer's message that can never be shown leaves a private note in its place; a note about a note would help nobody.
    private static DeliveryOutcome.Failed Visible(Delivery row, DeliveryOutcome.Failed failed)
    {
        if (row.Kind != DeliveryKind.Message || failed.Failure == IntegrationRemoved.Failure)
        {
            return failed;
        }

        var text = $"A WhatsApp message could not be shown here. {failed.Failure.Reason} It is kept in Ponte's ledger as delivery {row.Id}.";
        var note = new NewDelivery(row.Lane, DeliveryKind.Note, $"note:{row.TargetId}:1", $"{row.TargetId}:note:1", new NotePayload(text).ToJson());
        return new DeliveryOutcome.Failed(failed.Failure, note);
    }
}
