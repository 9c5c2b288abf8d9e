using Ponte.Chatwoot;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Json;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Bridge.Incoming;

/// <summary>
/// Shows what happened on WhatsApp: one POST per row. Chatwoot does not deduplicate (contract 6.3), so a row whose earlier attempt may have arrived is
/// looked for by its <c>source_id</c> before it is posted.
/// </summary>
internal sealed class MessageDelivery(
    ChatDirectory chats,
    ConversationDirectory conversations,
    ConversationRefStore references,
    ShownLinks links,
    PersonNames names,
    FileFetch files,
    EarlierAttempt earlier,
    ChatwootFailures failures,
    HostHealth hosts,
    ConversationPace pace,
    TimeProvider time)
{
    // A file that fails so often while others pass is shown without, and brought later.
    private const int FileAttempts = 5;

    public async Task<DeliveryOutcome> DeliverAsync(ChatwootClient client, Integration integration, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        var happened = row.Kind == DeliveryKind.Note ? null : (MessageEvent)EventJson.Read(row.Payload);
        if (happened is not null && await WhyNeedlessAsync(integration, row, happened, cancellationToken) is { } reason)
        {
            return new DeliveryOutcome.Ignored(reason);
        }

        if (attempt.MayHaveArrived)
        {
            var (found, wait) = await earlier.FindAsync(client, integration, attempt, cancellationToken);
            if (wait is not null)
            {
                return wait;
            }

            if (found is not null)
            {
                var isMissing = found.Attachments.Count == 0 && happened is not null && IncomingFile.Of(happened) is not null;
                return await DeliveredAsync(integration, row, happened, found.ConversationId ?? 0, found.Id, isMissing, cancellationToken);
            }
        }

        return await PostAsync(client, integration, row, happened, cancellationToken);
    }

    private async Task<string?> WhyNeedlessAsync(Integration integration, Delivery row, MessageEvent happened, CancellationToken cancellationToken) => happened switch
    {
        MessageReceived { Content: IncomingUndecryptable } when (await links.FindAsync(integration, row.Lane, happened.Id, cancellationToken)).Count > 0 =>
            "the message itself is shown already",
        MessageEdited edit when await links.FindAsync(integration, row.Lane, edit.Target, cancellationToken) is [var original, ..] && !ShownLinks.IsWriter(original.Link, edit) =>
            "somebody else wrote the message",
        GroupChanged when await references.FindLatestAsync(integration.Id, row.Lane.ChatId, cancellationToken) is null =>
            "nobody has written in this group yet",
        _ => null,
    };

    private async Task<DeliveryOutcome> PostAsync(
        ChatwootClient client, Integration integration, Delivery row, MessageEvent? happened, CancellationToken cancellationToken)
    {
        if (await chats.AddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { } addresses)
        {
            return new DeliveryOutcome.Failed(new DeliveryFailure("chat_gone", "This chat does not exist any more.", Certain: true));
        }

        var (conversation, refusal) = await FindOfNoteAsync(integration, row, happened, cancellationToken) is { } known
            ? (known, null)
            : await ResolveAsync(client, integration, row, addresses, cancellationToken);
        if (conversation is null)
        {
            return refusal!;
        }

        if (pace.WaitFor(integration.Id, conversation.ConversationId) is { } room)
        {
            var full = new DeliveryFailure("chatwoot_pace", "Chatwoot takes a limited number of messages a minute in one conversation. The rest follows.", Certain: true);
            return new DeliveryOutcome.RetryAt(full, room, Counts: false);
        }

        using var fetched = await FetchAsync(integration, row, happened, cancellationToken);
        if (await TryPostAsync(client, integration, row, happened, fetched, conversation, mayBeGone: true, cancellationToken) is { } outcome)
        {
            return outcome;
        }

        // A conversation deleted in Chatwoot is noticed by the 404 of the POST: the second round asks anew.
        conversations.Forget(integration, conversation);
        (conversation, refusal) = await ResolveAsync(client, integration, row, addresses, cancellationToken);
        return conversation is null
            ? refusal!
            : (await TryPostAsync(client, integration, row, happened, fetched, conversation, mayBeGone: false, cancellationToken))!;
    }

    // A note about a message stands beside it, however that conversation ended, and one about a group where the group was last: neither begins a new one.
    private async Task<ConversationRef?> FindOfNoteAsync(Integration integration, Delivery row, MessageEvent? happened, CancellationToken cancellationToken)
    {
        if (happened is GroupChanged)
        {
            return await references.FindLatestAsync(integration.Id, row.Lane.ChatId, cancellationToken);
        }

        return happened is ReactionChanged or PollVoted or MessageDeleted
            && (await links.FindAsync(integration, row.Lane, SourceIds.TargetOf(happened)!.Value, cancellationToken)) is [var original, ..]
                ? await references.FindByConversationAsync(integration.Id, original.Link.ConversationId, cancellationToken)
                : null;
    }

    private async Task<(ConversationRef? Conversation, DeliveryOutcome? Refusal)> ResolveAsync(
        ChatwootClient client, Integration integration, Delivery row, ChatAddresses addresses, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var conversation = await conversations.ResolveAsync(client, integration, row.Lane.ChatId, addresses, cancellationToken);
        return conversation.IsSuccess ? (conversation.Value, null) : (null, failures.Judge(integration, row, conversation.Error, messagePosted: false, began));
    }

    // Null: the conversation is not there any more.
    private async Task<DeliveryOutcome?> TryPostAsync(
        ChatwootClient client,
        Integration integration,
        Delivery row,
        MessageEvent? happened,
        FetchedFiles fetched,
        ConversationRef conversation,
        bool mayBeGone,
        CancellationToken cancellationToken)
    {
        var message = await MessageAsync(integration, row, happened, fetched, conversation.ConversationId, cancellationToken);
        var began = time.GetUtcNow();
        var posted = await PostAsync(client, conversation.ConversationId, message, happened, cancellationToken);
        if (posted.IsSuccess)
        {
            return await DeliveredAsync(integration, row, happened, conversation.ConversationId, posted.Value.Id, fetched.IsMissing, cancellationToken);
        }

        return posted.Error.Kind == ChatwootErrorKind.NotFound && mayBeGone ? null : failures.Judge(integration, row, posted.Error, messagePosted: true, began);
    }

    // A file that Chatwoot does not take must not cost the words.
    private static async Task<ChatwootResult<Message>> PostAsync(
        ChatwootClient client, long conversationId, NewMessage message, MessageEvent? happened, CancellationToken cancellationToken)
    {
        var posted = await client.Messages.CreateAsync(conversationId, message, cancellationToken);
        FaultPoint.Pass(FaultPoint.ChatwootAnswered);
        if (!posted.IsSuccess && message.Attachments.Count > 0 && ChatwootFailures.RefusesForGood(posted.Error))
        {
            var notice = happened is MessageReceived { Content: IncomingMedia media } ? MediaText.Refused(media) : null;
            var words = message with { Content = Lines.Join(notice, message.Content), Attachments = [], IsVoiceMessage = false };
            posted = await client.Messages.CreateAsync(conversationId, words, cancellationToken);
            FaultPoint.Pass(FaultPoint.ChatwootAnswered);
        }

        return posted;
    }

    private async Task<FetchedFiles> FetchAsync(Integration integration, Delivery row, MessageEvent? happened, CancellationToken cancellationToken)
    {
        if (happened is null)
        {
            return FetchedFiles.None;
        }

        var hopeless = row.Attempts >= FileAttempts && hosts.SucceededSince(integration.BaseUrl, time.GetUtcNow() - RetrySchedule.Longest);
        return hopeless && happened is MessageReceived { Content: IncomingMedia media }
            ? new FetchedFiles([], MediaText.Missing(media), IsMissing: true, [])
            : await files.FetchAsync(row.Lane.InstanceId, happened, cancellationToken);
    }

    private async Task<NewMessage> MessageAsync(
        Integration integration, Delivery row, MessageEvent? happened, FetchedFiles fetched, long conversationId, CancellationToken cancellationToken)
    {
        if (happened is null)
        {
            return WhatsAppToChatwoot.Note(NotePayload.FromJson(row.Payload).Text, row.TargetId);
        }

        var people = await People.OfAsync(names, row.Lane.InstanceId, happened, cancellationToken);
        var about = await links.AboutAsync(integration, row.Lane, happened, conversationId, cancellationToken);
        return WhatsAppToChatwoot.Convert(happened, people, about, fetched.Notice, row.TargetId) with { Attachments = fetched.Attachments };
    }

    private async Task<DeliveryOutcome> DeliveredAsync(
        Integration integration, Delivery row, MessageEvent? happened, long conversationId, long chatwootId, bool isMissing, CancellationToken cancellationToken)
    {
        if (happened is null)
        {
            return new DeliveryOutcome.Delivered();
        }

        var followUps = new List<NewDelivery>();
        if (isMissing)
        {
            followUps.Add(FollowUp.LateFile(row, happened.Id));
        }

        if (happened is MessageReceived { Content: not IncomingUndecryptable } message
            && (await links.FindAsync(integration, row.Lane, SourceIds.Placeholder(message.Id), cancellationToken)).Count > 0)
        {
            followUps.Add(FollowUp.PlaceholderRemoval(row.Lane, message));
        }

        return new DeliveryOutcome.Delivered(await links.OfAsync(integration, row, happened, conversationId, chatwootId, cancellationToken)) { FollowUps = followUps };
    }
}
