using System.Collections.Concurrent;

namespace Ponte.Gateway.Bridge.Conversations;

/// <summary>
/// What the cable has told about conversations: which one a contact's next message belongs to, without asking. Trusted only while the
/// subscription has had no gap, so it is emptied at each end and each beginning of one. Forgettable: without it every message costs one GET.
/// </summary>
internal sealed class ConversationStates
{
    private readonly ConcurrentDictionary<string, SubscribedConversations> _subscriptions = new();

    /// <summary>The subscription is confirmed: what is learned from now on stays true until it ends.</summary>
    public void Begin(string integrationId) => _subscriptions[integrationId] = new SubscribedConversations();

    /// <summary>The subscription ended: events may have been missed.</summary>
    public void End(string integrationId) => _subscriptions.TryRemove(integrationId, out _);

    /// <summary>What the current subscription knows; nothing, and learning nothing, when there is none.</summary>
    public SubscribedConversations Of(string integrationId) =>
        _subscriptions.TryGetValue(integrationId, out var subscription) ? subscription : new SubscribedConversations();
}
