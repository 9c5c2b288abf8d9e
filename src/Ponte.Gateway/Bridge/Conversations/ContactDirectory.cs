using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// Finds or creates the one contact of a chat. Every creation is preceded by a look-up under the chat's own source id, so a creation whose
/// answer was lost is found instead of repeated; a taken number or identifier leads to the contact that has it (Chatwoot contract 4.2, 4.4).
/// </summary>
internal static class ContactDirectory
{
    /// <summary>The chat's id in every inbox: stable, without dots (contract §7).</summary>
    public static string SourceIdOf(long chatId) => $"chat-{chatId}";

    /// <summary>The chat of a source id that <see cref="SourceIdOf"/> made, null for any other.</summary>
    public static long? ChatOf(string? sourceId) =>
        sourceId is not null && sourceId.StartsWith("chat-", StringComparison.Ordinal) && long.TryParse(sourceId.AsSpan(5), out var chat) ? chat : null;

    /// <summary>The contact that owns the chat's source id in the inbox, created or attached when nobody does.</summary>
    public static async Task<ChatwootResult<FoundContact>> FindOrCreateAsync(
        ChatwootClient client, long inboxId, long chatId, ContactProfile profile, CancellationToken cancellationToken)
    {
        var sourceId = SourceIdOf(chatId);
        var found = await client.Contacts.FindByInboxSourceAsync(inboxId, sourceId, cancellationToken);
        if (!found.IsSuccess || found.Value is not null)
        {
            return found.Select(contact => new FoundContact(contact!.Id, sourceId, IsNew: false));
        }

        // Chatwoot refuses an equal number, but not the same one written otherwise.
        if (profile.NumberVariants.Count > 0)
        {
            var owners = await FindOwnersAsync(client, [], profile.NumberVariants, cancellationToken);
            if (!owners.IsSuccess || owners.Value.Count > 0)
            {
                return await AttachAsync(client, inboxId, sourceId, owners, cancellationToken);
            }
        }

        var created = await client.Contacts.CreateAsync(
            new NewContact(inboxId, sourceId) { Name = profile.Name, Identifier = profile.Identifier, PhoneNumber = profile.PhoneNumber },
            cancellationToken);
        if (created.IsSuccess || created.Error.Kind is not (ChatwootErrorKind.Invalid or ChatwootErrorKind.ServerError))
        {
            return created.Select(contact => new FoundContact(contact.Id, sourceId, IsNew: true));
        }

        // 422 says that a value is taken, 500 that a twin was created at the same moment; neither says whose it is.
        var taken = await FindOwnersAsync(client, profile.Identifiers, profile.PhoneNumber is { } number ? [number] : [], cancellationToken);
        return taken is { IsSuccess: true, Value.Count: 0 }
            ? created.Select(_ => (FoundContact)null!)
            : await AttachAsync(client, inboxId, sourceId, taken, cancellationToken);
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

    private static async Task<ChatwootResult<FoundContact>> AttachAsync(
        ChatwootClient client, long inboxId, string sourceId, ChatwootResult<IReadOnlyList<Contact>> owners, CancellationToken cancellationToken)
    {
        if (!owners.IsSuccess)
        {
            return owners.Select(_ => (FoundContact)null!);
        }

        var owner = owners.Value[0];
        var attached = await client.Contacts.AddToInboxAsync(owner.Id, inboxId, sourceId, cancellationToken);
        return attached.Select(_ => new FoundContact(owner.Id, sourceId, IsNew: false));
    }
}
