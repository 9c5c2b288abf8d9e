using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>Brings files that could not be fetched when their messages were shown: each is posted as an answer to its placeholder, within 7 days.</summary>
internal sealed class LateFileTarget(
    IntegrationStore integrations,
    ChatwootClients clients,
    ShownLinks links,
    FileFetch files,
    MediaFolder folder,
    EarlierAttempt earlier,
    ChatwootFailures failures,
    IOptions<BridgeOptions> bridge,
    IOptions<MediaOptions> options,
    TimeProvider time) : IDeliveryTarget
{
    private static readonly TimeSpan Limit = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(5);

    public string Destination => Deliveries.Destination.ChatwootMedia;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await integrations.FindActiveAsync(row.Lane.InstanceId, cancellationToken) is not { } integration)
        {
            return new DeliveryOutcome.Failed(IntegrationRemoved.Failure);
        }

        if (!bridge.Value.Enabled)
        {
            return new DeliveryOutcome.RetryAt(new DeliveryFailure("module_off", "The Chatwoot module is switched off on this server.", row.Certain), time.GetUtcNow() + WhileOff, Counts: false);
        }

        var message = (MessageReceived)EventJson.Read(row.Payload);
        var shown = await links.FindAsync(integration, row.Lane, message.Id, cancellationToken);
        if (shown.Count == 0 || shown[0].IsDeleted)
        {
            return new DeliveryOutcome.Ignored("the message is not shown any more");
        }

        var client = clients.ForLanes(integration);
        if (attempt.MayHaveArrived)
        {
            var (found, wait) = await earlier.FindAsync(client, integration, attempt, cancellationToken);
            if (found is not null || wait is not null)
            {
                return wait ?? Delivered(message, shown, found!.Id);
            }
        }

        return await BringAsync(client, integration, row, message, shown, cancellationToken);
    }

    private async Task<DeliveryOutcome> BringAsync(
        ChatwootClient client, Integration integration, Delivery row, MessageReceived message, IReadOnlyList<StoredLink> shown, CancellationToken cancellationToken)
    {
        using var place = folder.Take();
        var file = IncomingFile.Of(message)!;
        var answer = await files.FetchOnceAsync(row.Lane.InstanceId, file.Reference, place.Path, options.Value.MaxBytes);
        if (answer.Outcome != FetchOutcome.Saved)
        {
            var missing = new DeliveryFailure("media_not_fetched", answer.Reason, row.Certain);
            return answer.Outcome == FetchOutcome.TooLarge || time.GetUtcNow() - row.CreatedAt > Limit
                ? GivenUp(row, message, missing)
                : new DeliveryOutcome.RetryAt(missing, Later(row));
        }

        var placeholder = shown[0].Link;
        var late = WhatsAppToChatwoot.Late(message, placeholder.ChatwootMessageId, row.TargetId) with { Attachments = [FileFetch.Attachment(file, place)] };
        var began = time.GetUtcNow();
        var posted = await client.Messages.CreateAsync(placeholder.ConversationId, late, cancellationToken);
        FaultPoint.Pass(FaultPoint.ChatwootAnswered);
        if (posted.IsSuccess)
        {
            return Delivered(message, shown, posted.Value.Id);
        }

        if (posted.Error.Kind == ChatwootErrorKind.NotFound)
        {
            return new DeliveryOutcome.Ignored("the conversation was deleted in Chatwoot");
        }

        var outcome = failures.Judge(integration, row, posted.Error, messagePosted: true, began);
        return outcome is DeliveryOutcome.Failed failed ? GivenUp(row, message, failed.Failure) : outcome;
    }

    private static DeliveryOutcome.Delivered Delivered(MessageReceived message, IReadOnlyList<StoredLink> shown, long chatwootId) => new(
        shown[0].Link with { ChatwootMessageId = chatwootId, Part = Math.Max(MessageLink.FirstCopy, shown.Max(stored => stored.Link.Part) + 1), Parts = 1, SentAt = message.SentAt });

    // The phone is asked to upload a file anew: the longer it does not, the rarer.
    private DateTimeOffset Later(Delivery row)
    {
        var now = time.GetUtcNow();
        var pause = (now - row.CreatedAt) / 10;
        return now + (pause < LongestPause ? pause : LongestPause);
    }

    private static DeliveryOutcome.Failed GivenUp(Delivery row, MessageReceived message, DeliveryFailure failure)
    {
        var text = $"{MediaText.Lost((IncomingMedia)message.Content)} {failure.Reason}";
        return new DeliveryOutcome.Failed(failure, new NewDelivery(
            row.Lane with { Destination = Deliveries.Destination.Chatwoot }, DeliveryKind.Note, $"note:{row.TargetId}:1", $"{row.TargetId}:note:1", new NotePayload(text).ToJson()));
    }
}
