using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>The contact and the conversation of one test note, and how they go again.</summary>
internal sealed class TestConversation(ChatwootClient client, long inboxId, string name)
{
    private bool _mayExist;
    private long? _contactId;
    private long? _conversationId;

    /// <summary>Creates both; null when they are there, else why not.</summary>
    public async Task<ChatwootError?> OpenAsync(CancellationToken cancellationToken)
    {
        _mayExist = true;
        var contact = await client.Contacts.CreateAsync(new NewContact(inboxId, name) { Name = "Ponte test", Identifier = name }, cancellationToken);
        if (!contact.IsSuccess)
        {
            _mayExist = contact.Error.Fate != RequestFate.NotExecuted;
            return contact.Error;
        }

        _contactId = contact.Value.Id;

        // Resolved: it is in nobody's list, and is assigned to nobody.
        var wanted = new NewConversation(inboxId, contact.Value.Id, name) { Status = ConversationStatus.Resolved };
        var conversation = await client.Conversations.CreateAsync(wanted, cancellationToken);
        _conversationId = conversation.IsSuccess ? conversation.Value.Id : null;
        return conversation.Error;
    }

    /// <summary>Writes the note; null when Chatwoot took it.</summary>
    public async Task<ChatwootError?> PostAsync(CancellationToken cancellationToken)
    {
        var note = new NewMessage
        {
            Content = "Ponte tests the connection. This note goes by itself.",
            MessageType = MessageType.Outgoing,
            Private = true,
            SourceId = name,
        };
        return (await client.Messages.CreateAsync(_conversationId!.Value, note, cancellationToken)).Error;
    }

    /// <summary>Removes both, also when their creation got no answer; null when nothing is left.</summary>
    public async Task<ChatwootError?> RemoveAsync()
    {
        if (!_mayExist)
        {
            return null;
        }

        if (_contactId is null)
        {
            var found = await client.Contacts.FindByInboxSourceAsync(inboxId, name, CancellationToken.None);
            if (!found.IsSuccess)
            {
                return found.Error;
            }

            _contactId = found.Value?.Id;
        }

        return await RemoveConversationsAsync() ?? (_contactId is { } contact ? ErrorOf(await client.Contacts.DeleteAsync(contact, CancellationToken.None)) : null);
    }

    // Before the contact, whose deletion takes its conversations along later only.
    private async Task<ChatwootError?> RemoveConversationsAsync()
    {
        if (_conversationId is null && _contactId is { } contact)
        {
            var all = await client.Contacts.GetConversationsAsync(contact, CancellationToken.None);
            _conversationId = all.IsSuccess && all.Value.Count > 0 ? all.Value[0].Id : null;
        }

        return _conversationId is { } conversation ? ErrorOf(await client.Conversations.DeleteAsync(conversation, CancellationToken.None)) : null;
    }

    // What is gone already need not go.
    private static ChatwootError? ErrorOf(ChatwootResult<NoContent> removed) => removed.Error is { Kind: not ChatwootErrorKind.NotFound } error ? error : null;
}
