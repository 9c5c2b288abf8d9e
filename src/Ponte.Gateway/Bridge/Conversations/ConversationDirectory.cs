using Ponte.Chatwoot;
using Ponte.Chatwoot.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// Chooses the conversation of a chat's next message (http-contract §9): the newest that is not resolved; else, with <c>reopenResolved</c> or for
/// a blocked contact, the newest; else a new one. Those of a chat that was merged into this one come last. Called only from the chat's lane, so creation is serialised per chat.
/// </summary>
internal sealed class ConversationDirectory(ContactDirectory contacts, PersonNames names, ConversationRefStore references, ConversationStates states)
{
    /// <summary>The conversation to post to; one GET unless the cable has kept us informed, none in the steady state.</summary>
    public async Task<ChatwootResult<ConversationRef>> ResolveAsync(
        ChatwootClient client, Integration integration, long chatId, ChatAddresses addresses, CancellationToken cancellationToken)
    {
        var reference = await references.FindLatestAsync(integration.Id, chatId, cancellationToken);
        if (reference is null)
        {
            return await ResolveContactAsync(client, integration, chatId, addresses, cancellationToken);
        }

        var known = states.Of(integration.Id).Find(reference.ContactId);
        if (known is not null && IsUsable(known, integration) && await IsOfChatAsync(integration, chatId, known.ConversationId, cancellationToken))
        {
            return await UseAsync(integration, reference with { ConversationId = known.ConversationId }, reference, cancellationToken);
        }

        var contact = new FoundContact(reference.ContactId, reference.SourceId, IsNew: false);
        var chosen = await ChooseAsync(client, integration, chatId, contact, cancellationToken);

        return ContactChanged(chosen) ? await ResolveContactAsync(client, integration, chatId, addresses, cancellationToken) : chosen;
    }

    /// <summary>The conversations in which an earlier attempt may have left its message, the newest first; none when the chat was never there.</summary>
    public async Task<ChatwootResult<IReadOnlyList<Conversation>>> FindExistingAsync(
        ChatwootClient client, Integration integration, long chatId, CancellationToken cancellationToken)
    {
        var asked = new HashSet<long>();
        var sources = new List<string>();
        var existing = new List<Conversation>();
        foreach (var reference in await references.ListAsync(integration.Id, chatId, cancellationToken))
        {
            if (asked.Add(reference.ContactId))
            {
                var listed = await client.Contacts.GetConversationsAsync(reference.ContactId, cancellationToken);
                if (!listed.IsSuccess && listed.Error.Kind != ChatwootErrorKind.NotFound)
                {
                    return listed;
                }

                sources.AddRange(listed.IsSuccess ? [] : [reference.SourceId]);
                existing.AddRange(listed.IsSuccess ? listed.Value : []);
            }
        }

        // Never noted, or merged into another contact since: the source id leads there.
        if (asked.Count == 0 || sources.Count > 0)
        {
            var behind = await FindBehindSourcesAsync(client, integration, [.. sources, ContactDirectory.SourceIdOf(chatId)], cancellationToken);
            if (!behind.IsSuccess)
            {
                return behind;
            }

            existing.AddRange(behind.Value);
        }

        return ChatwootResult.Success(NewestFirst([.. existing.DistinctBy(conversation => conversation.Id)], integration));
    }

    private static async Task<ChatwootResult<IReadOnlyList<Conversation>>> FindBehindSourcesAsync(
        ChatwootClient client, Integration integration, IEnumerable<string> sources, CancellationToken cancellationToken)
    {
        var existing = new List<Conversation>();
        foreach (var source in sources.Distinct())
        {
            var found = await client.Contacts.FindByInboxSourceAsync(integration.InboxId, source, cancellationToken);
            if (!found.IsSuccess)
            {
                return found.Select(_ => (IReadOnlyList<Conversation>)[]);
            }

            if (found.Value is { } contact)
            {
                var listed = await client.Contacts.GetConversationsAsync(contact.Id, cancellationToken);
                if (!listed.IsSuccess)
                {
                    return listed;
                }

                existing.AddRange(listed.Value);
            }
        }

        return ChatwootResult.Success<IReadOnlyList<Conversation>>(existing);
    }

    /// <summary>What is remembered about a chat's conversation proved wrong (404): the next resolution asks.</summary>
    public void Forget(Integration integration, ConversationRef reference) => states.Of(integration.Id).Forget(reference.ContactId);

    private async Task<ChatwootResult<ConversationRef>> ResolveContactAsync(
        ChatwootClient client, Integration integration, long chatId, ChatAddresses addresses, CancellationToken cancellationToken)
    {
        var name = UserId.TryParse(addresses.ToSend.Value, out var person) ? await names.FindAsync(integration.InstanceId, person, cancellationToken) : null;
        var profile = ContactProfile.Of(addresses, name);

        // An agent may change the contact at the same moment: it is looked for once more.
        for (var round = 1; ; round++)
        {
            var contact = await contacts.FindOrCreateAsync(client, integration, chatId, profile, cancellationToken);
            var chosen = contact.IsSuccess
                ? await ChooseAsync(client, integration, chatId, contact.Value, cancellationToken)
                : contact.Select(_ => (ConversationRef)null!);
            if (round == 2 || !contact.IsSuccess || !ContactChanged(chosen))
            {
                return chosen;
            }
        }
    }

    // It was deleted or merged in Chatwoot since it was noted.
    private static bool ContactChanged(ChatwootResult<ConversationRef> chosen) =>
        chosen is { IsSuccess: false, Error.Kind: ChatwootErrorKind.NotFound or ChatwootErrorKind.Invalid };

    // An agent may merge the contacts of two chats: each chat goes on in its own conversation, or a reply would go to whoever wrote last.
    private async ValueTask<bool> IsOfChatAsync(Integration integration, long chatId, long conversationId, CancellationToken cancellationToken) =>
        await references.FindByConversationAsync(integration.Id, conversationId, cancellationToken) is not { } noted || noted.ChatId == chatId;

    private async Task<ChatwootResult<ConversationRef>> ChooseAsync(
        ChatwootClient client, Integration integration, long chatId, FoundContact contact, CancellationToken cancellationToken)
    {
        var subscribed = states.Of(integration.Id);
        var ticket = subscribed.TakeTicket();
        IReadOnlyList<Conversation> existing = [];
        if (!contact.IsNew)
        {
            var listed = await ListAsync(client, integration, chatId, contact.ContactId, cancellationToken);
            if (!listed.IsSuccess)
            {
                return listed.Select(_ => (ConversationRef)null!);
            }

            existing = listed.Value;
        }

        var chosen = Choose(existing, integration);
        if (chosen is null)
        {
            var status = integration.Flags.StartAsPending ? ConversationStatus.Pending : ConversationStatus.Open;
            var created = await client.Conversations.CreateAsync(
                new NewConversation(integration.InboxId, contact.ContactId, contact.SourceId) { Status = status }, cancellationToken);
            FaultPoint.Pass(FaultPoint.ConversationCreated);
            if (!created.IsSuccess)
            {
                return created.Select(_ => (ConversationRef)null!);
            }

            chosen = created.Value;
        }

        var used = new ConversationRef(chatId, contact.ContactId, contact.SourceId, chosen.Id);
        if (chosen.Contact?.Id is { } other && other != contact.ContactId && await references.FindByConversationAsync(integration.Id, chosen.Id, cancellationToken) is { } noted)
        {
            used = used with { ContactId = other, SourceId = noted.SourceId };
        }

        subscribed.Learn(ticket, used.ContactId, Known(chosen));
        return await UseAsync(integration, used, null, cancellationToken);
    }

    // The best first: the newest of the chat's own, then the newest of chats that were merged into it, whose contacts may still be others.
    private async Task<ChatwootResult<IReadOnlyList<Conversation>>> ListAsync(
        ChatwootClient client, Integration integration, long chatId, long contactId, CancellationToken cancellationToken)
    {
        var listed = await client.Contacts.GetConversationsAsync(contactId, cancellationToken);
        if (!listed.IsSuccess)
        {
            return listed;
        }

        var all = listed.Value.ToList();
        var retired = await references.ListRetiredAsync(integration.Id, chatId, cancellationToken);
        foreach (var other in retired.Select(reference => reference.ContactId).Distinct().Where(other => other != contactId))
        {
            var more = await client.Contacts.GetConversationsAsync(other, cancellationToken);
            if (!more.IsSuccess && more.Error.Kind != ChatwootErrorKind.NotFound)
            {
                return more;
            }

            all.AddRange(more.IsSuccess ? more.Value : []);
        }

        var own = new List<Conversation>();
        foreach (var conversation in NewestFirst([.. all.DistinctBy(conversation => conversation.Id)], integration))
        {
            own.AddRange(await IsOfChatAsync(integration, chatId, conversation.Id, cancellationToken) ? [conversation] : []);
        }

        var last = retired.Select(reference => reference.ConversationId).ToHashSet();
        return ChatwootResult.Success<IReadOnlyList<Conversation>>([.. own.OrderBy(conversation => last.Contains(conversation.Id))]);
    }

    private async Task<ChatwootResult<ConversationRef>> UseAsync(
        Integration integration, ConversationRef reference, ConversationRef? stored, CancellationToken cancellationToken)
    {
        if (reference != stored)
        {
            await references.SaveAsync(integration.Id, reference, cancellationToken);
        }

        return ChatwootResult.Success(reference);
    }

    private static Conversation? Choose(IReadOnlyList<Conversation> bestFirst, Integration integration)
    {
        var unresolved = bestFirst.FirstOrDefault(conversation => conversation.Status != ConversationStatus.Resolved);
        var newest = bestFirst.Count == 0 ? null : bestFirst[0];
        return unresolved ?? (newest is not null && IsUsable(Known(newest), integration) ? newest : null);
    }

    private static bool IsUsable(KnownConversation known, Integration integration) =>
        !known.Resolved || integration.Flags.ReopenResolved || known.ContactBlocked;

    private static KnownConversation Known(Conversation conversation) =>
        new(conversation.Id, conversation.Status == ConversationStatus.Resolved, conversation.Contact?.Blocked ?? false);

    private static IReadOnlyList<Conversation> NewestFirst(IReadOnlyList<Conversation> all, Integration integration) =>
        [.. all.Where(conversation => conversation.InboxId == integration.InboxId).OrderByDescending(conversation => conversation.Id)];
}
