using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>
/// Brings a contact's name and picture into line with WhatsApp. Nothing that an agent chose is touched, and a repetition finds nothing left to do; what
/// cannot be had now is left for the next occasion.
/// </summary>
internal sealed class ProfileTarget(
    IntegrationStore integrations,
    ConversationRefStore references,
    ChatDirectory chats,
    PersonNames names,
    GroupNames groups,
    GivenProfileStore given,
    ContactPictures pictures,
    ProfileQuestions questions,
    MediaFolder media,
    ChatwootClients clients,
    ChatwootFailures failures,
    IOptions<BridgeOptions> options,
    TimeProvider time) : IDeliveryTarget
{
    private const int MaxAttempts = 5;

    // A start with the module on is what ends this wait.
    private static readonly TimeSpan WhileOff = TimeSpan.FromMinutes(5);

    public string Destination => Deliveries.Destination.ChatwootProfile;

    public async Task<DeliveryOutcome> DeliverAsync(DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        if (await integrations.FindActiveAsync(row.Lane.InstanceId, cancellationToken) is not { } integration
            || await chats.AddressesAsync(row.Lane.InstanceId, row.Lane.ChatId, cancellationToken) is not { } addresses
            || !integration.Routes(addresses.ToSend)
            || await references.FindLatestAsync(integration.Id, row.Lane.ChatId, cancellationToken) is not { } reference)
        {
            return new DeliveryOutcome.Ignored("the chat has no contact in a Chatwoot inbox");
        }

        if (!options.Value.Enabled)
        {
            var off = new DeliveryFailure("module_off", "The Chatwoot module is switched off on this server.", Certain: true);
            return new DeliveryOutcome.RetryAt(off, time.GetUtcNow() + WhileOff, Counts: false);
        }

        var began = time.GetUtcNow();
        var client = clients.ForLanes(integration);
        var contact = await client.Contacts.FindByInboxSourceAsync(integration.InboxId, reference.SourceId, cancellationToken);
        if (!contact.IsSuccess)
        {
            return Judge(integration, row, contact.Error, began);
        }

        return contact.Value is { } found
            ? await UpdateAsync(client, integration, row, addresses, found, cancellationToken)
            : new DeliveryOutcome.Ignored("the contact was deleted in Chatwoot");
    }

    private async Task<DeliveryOutcome> UpdateAsync(
        ChatwootClient client, Integration integration, Delivery row, ChatAddresses addresses, Contact contact, CancellationToken cancellationToken)
    {
        var payload = ProfilePayload.FromJson(row.Payload);
        var before = await given.FindAsync(integration.Id, contact.Id, cancellationToken);
        using var file = media.Take();
        var told = payload.Ask ? await questions.AskAsync(row.Lane.InstanceId, addresses.ToSend, before.PictureId, file.Path) : null;
        await groups.LearnAsync(row.Lane.InstanceId, addresses.ToSend, told?.Name, cancellationToken);
        var name = await NameAsync(row.Lane.InstanceId, addresses.ToSend, payload.Subject ?? KnownNames.Readable(told?.Name), cancellationToken);

        var began = time.GetUtcNow();
        var updated = await RenameAsync(client, integration, contact, before, name, cancellationToken);
        if (updated.IsSuccess && told is not null)
        {
            began = time.GetUtcNow();
            updated = await pictures.UpdateAsync(client, integration, updated.Value, before, told, file, cancellationToken);
            await given.AskedAsync(integration.Id, contact.Id, cancellationToken);
        }

        if (!updated.IsSuccess)
        {
            return Judge(integration, row, updated.Error, began);
        }

        return told is null && payload.Ask ? Unavailable(row) : new DeliveryOutcome.Delivered();
    }

    // A group is called as WhatsApp says; for a person that is the verified name of a business, one of the names there are.
    private async Task<string?> NameAsync(string instanceId, ChatId chat, string? told, CancellationToken cancellationToken)
    {
        if (!UserId.TryParse(chat.Value, out var person))
        {
            return told;
        }

        await names.LearnAsync(instanceId, person, new KnownNames { Business = told }, cancellationToken);
        return await names.FindAsync(instanceId, person, cancellationToken);
    }

    private async Task<ChatwootResult<Contact>> RenameAsync(
        ChatwootClient client, Integration integration, Contact contact, GivenProfile before, string? name, CancellationToken cancellationToken)
    {
        var isOurs = ContactProfile.IsStandIn(contact.Name) || contact.Name == before.Name;
        if (name is null || name == contact.Name || !isOurs)
        {
            return ChatwootResult.Success(contact);
        }

        var renamed = await client.Contacts.UpdateAsync(contact.Id, new ContactChanges { Name = name }, cancellationToken);
        if (renamed.IsSuccess)
        {
            await given.NamedAsync(integration.Id, contact.Id, renamed.Value.Name ?? name, cancellationToken);
        }

        return renamed;
    }

    private static DeliveryOutcome Unavailable(Delivery row) => row.Attempts + 1 < MaxAttempts
        ? new DeliveryOutcome.RetryAt(new DeliveryFailure("whatsapp_unavailable", "WhatsApp could not be asked for the picture.", Certain: true))
        : new DeliveryOutcome.Ignored("WhatsApp could not be asked for the picture");

    private DeliveryOutcome Judge(Integration integration, Delivery row, ChatwootError error, DateTimeOffset began) => error.Kind switch
    {
        // A number that exists twice forbids every change (contract 4.3), and a picture may be none to Chatwoot: the chat goes on without.
        ChatwootErrorKind.Invalid => new DeliveryOutcome.Ignored("Chatwoot refuses changes to this contact"),

        // An agent merged or deleted the contact at the same moment.
        ChatwootErrorKind.NotFound when row.Attempts + 1 >= MaxAttempts => new DeliveryOutcome.Ignored("Chatwoot does not find the contact or its inbox"),
        ChatwootErrorKind.NotFound => new DeliveryOutcome.RetryAt(new DeliveryFailure("contact_changed", "The contact was changed in Chatwoot meanwhile.", Certain: true)),
        _ => failures.Judge(integration, row, error, messagePosted: false, began),
    };
}
