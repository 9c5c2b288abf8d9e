using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Gateway.Bridge.Profiles;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// Finds or creates the one contact of a chat. Every creation is preceded by a look-up under the chat's own source id, so a creation whose
/// answer was lost is found instead of repeated; a taken number or identifier leads to the contact that has it (Chatwoot contract 4.2, 4.4), and where
/// that is another person's, the contact does without: no message waits for a field.
/// </summary>
internal sealed class ContactDirectory(ChatDirectory chats, GivenProfileStore given)
{
    /// <summary>The chat's id in every inbox: stable, without dots (contract §7).</summary>
    public static string SourceIdOf(long chatId) => $"chat-{chatId}";

    /// <summary>The chat of a source id that <see cref="SourceIdOf"/> made, null for any other.</summary>
    public static long? ChatOf(string? sourceId) =>
        sourceId is not null && sourceId.StartsWith("chat-", StringComparison.Ordinal) && long.TryParse(sourceId.AsSpan(5), out var chat) ? chat : null;

    /// <summary>The contact that owns the chat's source id in the inbox, created or attached when nobody does.</summary>
    public async Task<ChatwootResult<FoundContact>> FindOrCreateAsync(
        ChatwootClient client, Integration integration, long chatId, ContactProfile profile, CancellationToken cancellationToken)
    {
        var sourceId = SourceIdOf(chatId);
        var found = await client.Contacts.FindByInboxSourceAsync(integration.InboxId, sourceId, cancellationToken);
        if (!found.IsSuccess || found.Value is not null)
        {
            return found.Select(contact => new FoundContact(contact!.Id, sourceId, IsNew: false));
        }

        // Chatwoot refuses an equal number, but not the same one written otherwise.
        if (profile.NumberVariants.Count > 0)
        {
            var owners = await FindOwnersAsync(client, [], profile.NumberVariants, cancellationToken);
            if (await AttachAsync(client, integration.InboxId, chatId, owners, cancellationToken) is { } attached)
            {
                return attached;
            }
        }

        return await CreateAsync(client, integration, chatId, profile, cancellationToken);
    }

    private async Task<ChatwootResult<FoundContact>> CreateAsync(
        ChatwootClient client, Integration integration, long chatId, ContactProfile profile, CancellationToken cancellationToken)
    {
        var (inboxId, sourceId) = (integration.InboxId, SourceIdOf(chatId));
        for (var wish = profile; ; wish = wish.WithLess()!)
        {
            var created = await client.Contacts.CreateAsync(
                new NewContact(inboxId, sourceId) { Name = wish.Name, Identifier = wish.Identifier, PhoneNumber = wish.PhoneNumber }, cancellationToken);
            FaultPoint.Pass(FaultPoint.ConversationCreated);
            if (created.IsSuccess)
            {
                await given.NamedAsync(integration.Id, created.Value.Id, created.Value.Name ?? wish.Name, cancellationToken);
            }

            if (created.IsSuccess || created.Error.Kind is not (ChatwootErrorKind.Invalid or ChatwootErrorKind.ServerError))
            {
                return created.Select(contact => new FoundContact(contact.Id, sourceId, IsNew: true));
            }

            // 422 says that a value is taken, 500 that a twin was created at the same moment; neither says whose it is.
            var taken = await FindOwnersAsync(client, wish.Identifiers, wish.PhoneNumber is { } number ? [number] : [], cancellationToken);
            if (await AttachAsync(client, inboxId, chatId, taken, cancellationToken) is { } attached)
            {
                return attached;
            }

            // Whoever has it is somebody else, or Chatwoot does not like it; 500 without anybody is an outage.
            if (wish.WithLess() is null || (created.Error.Kind == ChatwootErrorKind.ServerError && taken.Value.Count == 0))
            {
                return created.Select(_ => (FoundContact)null!);
            }
        }
    }

    /// <summary>Whether a contact is that of another chat in the inbox: another person's, who has or had the same number.</summary>
    public async Task<bool> IsOfAnotherChatAsync(long inboxId, long chatId, Contact contact, CancellationToken cancellationToken)
    {
        foreach (var address in contact.ContactInboxes.Where(address => address.InboxId == inboxId))
        {
            if (ChatOf(address.SourceId) is { } other && await chats.CurrentAsync(other, cancellationToken) != chatId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The contacts of the account that have one of these identifiers or numbers, each once.</summary>
    public static async Task<ChatwootResult<IReadOnlyList<Contact>>> FindOwnersAsync(
        ChatwootClient client, IReadOnlyList<string> identifiers, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        var owners = new List<Contact>();
        var lookUps = identifiers.Select(identifier => (Func<Task<ChatwootResult<IReadOnlyList<Contact>>>>)(() => client.Contacts.FilterByIdentifierAsync(identifier, cancellationToken)))
            .Concat(numbers.Select(number => (Func<Task<ChatwootResult<IReadOnlyList<Contact>>>>)(() => client.Contacts.FilterByPhoneAsync(number, cancellationToken))));
        foreach (var lookUp in lookUps)
        {
            var found = await lookUp();
            if (!found.IsSuccess)
            {
                return found;
            }

            owners.AddRange(found.Value.Where(contact => owners.All(owner => owner.Id != contact.Id)));
        }

        return ChatwootResult.Success<IReadOnlyList<Contact>>(owners);
    }

    // Null when none of the owners is this person's contact.
    private async Task<ChatwootResult<FoundContact>?> AttachAsync(
        ChatwootClient client, long inboxId, long chatId, ChatwootResult<IReadOnlyList<Contact>> owners, CancellationToken cancellationToken)
    {
        if (!owners.IsSuccess)
        {
            return owners.Select(_ => (FoundContact)null!);
        }

        foreach (var owner in owners.Value)
        {
            if (!await IsOfAnotherChatAsync(inboxId, chatId, owner, cancellationToken))
            {
                var attached = await client.Contacts.AddToInboxAsync(owner.Id, inboxId, SourceIdOf(chatId), cancellationToken);
                return attached.Select(_ => new FoundContact(owner.Id, SourceIdOf(chatId), IsNew: false));
            }
        }

        return null;
    }
}
