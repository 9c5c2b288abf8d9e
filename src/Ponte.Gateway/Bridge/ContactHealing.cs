using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Bridge.Profiles;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;

namespace Ponte.Gateway.Bridge;

/// <summary>
/// Makes Chatwoot show one contact, with its number, for a chat that learned its number or was merged. What is to be done is asked anew each time, so a
/// repetition after a lost answer or a kill goes on where the other stopped.
/// </summary>
internal sealed class ContactHealing(
    ChatDirectory chats,
    ContactDirectory contacts,
    ConversationRefStore references,
    ConversationStates states,
    GivenProfileStore given,
    ProfileRoute profiles,
    ChatwootFailures failures,
    TimeProvider time)
{
    public async Task<DeliveryOutcome> DeliverAsync(ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        if (await chats.ReadAddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { } addresses)
        {
            return new DeliveryOutcome.Ignored("this chat does not exist any more");
        }

        var began = time.GetUtcNow();
        var healed = await HealAsync(client, integration, row, ContactProfile.Of(addresses, null), cancellationToken);
        if (healed.IsSuccess)
        {
            return healed.Value ? new DeliveryOutcome.Delivered() : new DeliveryOutcome.Ignored("the chat has no contact in this inbox yet");
        }

        // An agent merged or deleted one of the contacts at the same moment: it is all asked anew.
        return healed.Error.Kind == ChatwootErrorKind.NotFound
            ? new DeliveryOutcome.RetryAt(new DeliveryFailure("contact_changed", "The contact was changed in Chatwoot meanwhile.", Certain: true))
            : failures.Judge(integration, row, healed.Error, messagePosted: false, began);
    }

    private async Task<ChatwootResult<bool>> HealAsync(
        ChatwootClient client, Integration integration, Delivery row, ContactProfile profile, CancellationToken cancellationToken)
    {
        var own = await FindOwnAsync(client, integration, row, cancellationToken);
        if (!own.IsSuccess || own.Value.Count == 0)
        {
            return own.Select(_ => false);
        }

        var others = await FindOthersAsync(client, integration, row.Lane.ChatId, own.Value, profile, cancellationToken);
        if (!others.IsSuccess)
        {
            return others.Select(_ => false);
        }

        // A contact that somebody made by hand keeps what it says; else the older chat's does.
        IReadOnlyList<Contact> all = [.. others.Value.Mergeable, .. own.Value];
        var merged = await MergeAsync(client, integration, all, cancellationToken);
        var completed = merged.IsSuccess && !others.Value.NumberIsTaken ? await CompleteAsync(client, merged.Value, profile, cancellationToken) : merged;
        if (completed.IsSuccess)
        {
            await references.MoveToContactAsync(integration.Id, row.Lane.ChatId, completed.Value.Id, cancellationToken);
            foreach (var contact in all)
            {
                states.Of(integration.Id).Forget(contact.Id);
            }

            // What the person is called under the other address may be the better name.
            await profiles.ChangedAsync(integration, row.Lane.ChatId, cancellationToken);
        }

        return completed.Select(_ => true);
    }

    // Source ids lead to the contacts as they are now, whatever was merged since. The one the chat uses comes first.
    private async Task<ChatwootResult<IReadOnlyList<Contact>>> FindOwnAsync(
        ChatwootClient client, Integration integration, Delivery row, CancellationToken cancellationToken)
    {
        var chat = row.Lane.ChatId;
        var noted = (await references.ListAsync(integration.Id, chat, cancellationToken)).Select(reference => reference.SourceId);
        var merged = IdentityPayload.FromJson(row.Payload).MergedChatId;
        var found = new List<Contact>();
        foreach (var source in noted.Append(ContactDirectory.SourceIdOf(chat)).Append(ContactDirectory.SourceIdOf(merged ?? chat)).Distinct())
        {
            var contact = await client.Contacts.FindByInboxSourceAsync(integration.InboxId, source, cancellationToken);
            if (!contact.IsSuccess)
            {
                return contact.Select(_ => (IReadOnlyList<Contact>)[]);
            }

            found.AddRange(contact.Value is { } there && found.All(known => known.Id != there.Id) ? [there] : []);
        }

        return ChatwootResult.Success<IReadOnlyList<Contact>>(found);
    }

    // Who else has the number or one of the addresses. A contact of another chat is another person who had the number before: it is left alone.
    private async Task<ChatwootResult<(IReadOnlyList<Contact> Mergeable, bool NumberIsTaken)>> FindOthersAsync(
        ChatwootClient client, Integration integration, long chatId, IReadOnlyList<Contact> own, ContactProfile profile, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> numbers = profile.PhoneNumber is { } number ? [number, .. profile.NumberVariants] : [];
        var owners = await ContactDirectory.FindOwnersAsync(client, profile.Identifiers, numbers, cancellationToken);
        if (!owners.IsSuccess)
        {
            return owners.Select(_ => ((IReadOnlyList<Contact>)[], false));
        }

        var mergeable = new List<Contact>();
        var taken = false;
        foreach (var owner in owners.Value.Where(owner => own.All(contact => contact.Id != owner.Id)))
        {
            var foreign = await contacts.IsOfAnotherChatAsync(integration.InboxId, chatId, owner, cancellationToken);
            taken |= foreign;
            mergeable.AddRange(foreign ? [] : [owner]);
        }

        return ChatwootResult.Success<(IReadOnlyList<Contact>, bool)>((mergeable, taken));
    }

    // The name goes over first: a merge would lose it, and nobody could tell after a kill.
    private async Task<ChatwootResult<Contact>> MergeAsync(
        ChatwootClient client, Integration integration, IReadOnlyList<Contact> all, CancellationToken cancellationToken)
    {
        var kept = all[0];
        var called = all.FirstOrDefault(candidate => !ContactProfile.IsStandIn(candidate.Name));
        if (called?.Name is { } name && name != kept.Name)
        {
            var named = await client.Contacts.UpdateAsync(kept.Id, new ContactChanges { Name = name }, cancellationToken);
            if (named.IsSuccess && (await given.FindAsync(integration.Id, called.Id, cancellationToken)).Name == name)
            {
                await given.NamedAsync(integration.Id, kept.Id, name, cancellationToken);
            }

            // A number that exists twice forbids every change until the merge has cured it (contract 4.3).
            if (!named.IsSuccess && named.Error.Kind != ChatwootErrorKind.Invalid)
            {
                return named;
            }
        }

        foreach (var other in all.Skip(1))
        {
            var merged = await client.Contacts.MergeAsync(kept.Id, other.Id, cancellationToken);
            FaultPoint.Pass(FaultPoint.ContactMerged);
            if (!merged.IsSuccess)
            {
                return merged;
            }

            kept = merged.Value;
        }

        return ChatwootResult.Success(kept);
    }

    private static async Task<ChatwootResult<Contact>> CompleteAsync(
        ChatwootClient client, Contact contact, ContactProfile profile, CancellationToken cancellationToken)
    {
        var changes = new ContactChanges
        {
            PhoneNumber = string.IsNullOrEmpty(contact.PhoneNumber) ? profile.PhoneNumber : null,
            Identifier = string.IsNullOrEmpty(contact.Identifier) ? profile.Identifier : null,
            Name = ContactProfile.IsUnnamed(contact.Name) ? profile.PhoneNumber : null,
        };
        return changes == new ContactChanges() ? ChatwootResult.Success(contact) : await client.Contacts.UpdateAsync(contact.Id, changes, cancellationToken);
    }
}
