using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Bridge.Conversations;
using Ponte.Gateway.Chats;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Finds the WhatsApp chat of a conversation, also of one that an agent started (Chatwoot contract 8.7).</summary>
internal sealed class ConversationChats(ConversationRefStore references, ChatDirectory chats, ChatwootClients clients)
{
    /// <summary>The chat, null when the contact leads to none.</summary>
    /// <exception cref="HttpRequestException">Chatwoot could not be asked; the caller tries again.</exception>
    public async Task<long?> FindAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        var conversationId = message.ConversationId ?? 0;
        if (await references.FindByConversationAsync(integration.Id, conversationId, cancellationToken) is { } known)
        {
            return known.ChatId;
        }

        var conversation = await clients.ForPeople(clients.Endpoint(integration)).Conversations.GetAsync(conversationId, cancellationToken);
        if (!conversation.IsSuccess)
        {
            return conversation.Error.Kind is ChatwootErrorKind.NotFound or ChatwootErrorKind.Forbidden or ChatwootErrorKind.Invalid
                ? null
                : throw new HttpRequestException(conversation.Error.ToString());
        }

        var contact = conversation.Value.Contact;
        var sourceId = message.Conversation?.ContactInbox?.SourceId ?? conversation.Value.ContactInbox?.SourceId;
        var chat = await ChatAsync(integration, sourceId, contact, cancellationToken);
        if (chat is { } found && contact is not null)
        {
            var reference = new ConversationRef(found, contact.Id, sourceId ?? ContactDirectory.SourceIdOf(found), conversationId);
            await references.SaveAsync(integration.Id, reference, cancellationToken);
            await BindAsync(integration, found, contact, sourceId, cancellationToken);
        }

        return chat;
    }

    /// <summary>Where the contact answers the survey of a conversation; null when it is gone.</summary>
    /// <exception cref="HttpRequestException">Chatwoot could not be asked; the caller tries again.</exception>
    public async Task<string?> SurveyUrlAsync(Integration integration, Message message, CancellationToken cancellationToken)
    {
        var conversation = await clients.ForPeople(clients.Endpoint(integration)).Conversations.GetAsync(message.ConversationId ?? 0, cancellationToken);
        return conversation.IsSuccess ? $"{integration.BaseUrl}/survey/responses/{conversation.Value.Uuid}"
            : conversation.Error.Kind is ChatwootErrorKind.NotFound or ChatwootErrorKind.Forbidden or ChatwootErrorKind.Invalid ? null
            : throw new HttpRequestException(conversation.Error.ToString());
    }

    // The contact of a conversation that an agent started becomes the chat's, so that what the customer answers finds it at once. Best effort: without
    // it, the contact is found by its number.
    private async Task BindAsync(Integration integration, long chat, Contact contact, string? sourceId, CancellationToken cancellationToken)
    {
        if (ContactDirectory.ChatOf(sourceId) is null)
        {
            await clients.ForPeople(clients.Endpoint(integration)).Contacts.AddToInboxAsync(
                contact.Id, integration.InboxId, ContactDirectory.SourceIdOf(chat), cancellationToken);
        }
    }

    private async Task<long?> ChatAsync(Integration integration, string? sourceId, Contact? contact, CancellationToken cancellationToken)
    {
        // Our own source id, of a conversation that was created but never noted.
        if (ContactDirectory.ChatOf(sourceId) is { } ours && await chats.AddressesAsync(integration.InstanceId, ours, cancellationToken) is not null)
        {
            return await chats.CurrentAsync(ours, cancellationToken);
        }

        return AddressOf(contact) is { } address ? await chats.ResolveTypedAsync(integration.InstanceId, address, cancellationToken) : null;
    }

    private static ChatId? AddressOf(Contact? contact)
    {
        if (ChatId.TryParse(contact?.Identifier, out var address))
        {
            return address;
        }

        var digits = new string([.. (contact?.PhoneNumber ?? "").Where(char.IsAsciiDigit)]);
        return ChatId.TryParse(digits + "@s.whatsapp.net", out var phone) ? phone : null;
    }
}
