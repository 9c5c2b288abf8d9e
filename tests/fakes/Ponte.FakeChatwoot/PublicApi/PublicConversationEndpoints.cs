using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.PublicApi;

/// <summary>The public API's conversations and messages (contract 7).</summary>
internal sealed class PublicConversationEndpoints(
    ChatwootWorld world, EventBus events, ConversationCreation creation, MessageBuilder messages, MessageChanges changes, AutoAssignment assignment)
{
    private const string All = PublicContactEndpoints.One + "/conversations";
    private const string One = All + "/{conversation}";
    private static readonly TimeSpan ReadJobTakes = TimeSpan.FromMilliseconds(50);

    public void Map(Api api)
    {
        api.Open("GET", All, List);
        api.Open("POST", All, Create);
        api.Open("GET", One, call => Answer.Of(ConversationViews.Public(world, PublicLookup.Conversation(call))));
        api.Open("POST", One + "/toggle_typing", ToggleTyping);
        api.Open("POST", One + "/update_last_seen", UpdateLastSeen);
        api.Open("GET", One + "/messages", call => Answer.Of(ConversationViews.Public(world, PublicLookup.Conversation(call))["messages"]!.DeepClone()));
        api.Open("POST", One + "/messages", CreateMessage);
    }

    private Answer List(Call call) => Answer.Of(new JsonArray([.. PublicLookup.Contact(call).Conversations
        .Select(conversation => ConversationViews.Public(world, conversation))]));

    private Answer Create(Call call)
    {
        var row = PublicLookup.Contact(call);
        var conversation = row.Inbox.LockToSingleConversation ? row.Conversations.LastOrDefault() : null;
        if (conversation is null)
        {
            conversation = creation.Insert(row, call.Body);
            assignment.Announce(conversation, null);
        }

        return Answer.Of(ConversationViews.Public(world, conversation));
    }

    private Answer ToggleTyping(Call call)
    {
        var conversation = PublicLookup.Conversation(call);
        if (call.Body.Text("typing_status") is "on" or "off")
        {
            events.Typing(conversation, call.Body.Text("typing_status") == "on", conversation.Contact, isPrivate: false, performer: null);
        }

        return Answer.Empty;
    }

    private Answer UpdateLastSeen(Call call)
    {
        var conversation = PublicLookup.Conversation(call);
        conversation.ContactLastSeenAt = world.Now;
        conversation.UpdatedAt = world.Now;
        events.ConversationRead(conversation);
        _ = MarkReadLaterAsync(conversation);
        return Answer.Empty;
    }

    // A job: every message that is not incoming becomes read, activities too (contract 7).
    private async Task MarkReadLaterAsync(Conversation conversation)
    {
        await Task.Delay(ReadJobTakes, world.Time);
        lock (world.Gate)
        {
            foreach (var message in conversation.Messages.Where(static message => message.Type != MessageType.Incoming && message.Status is ("sent" or "delivered")).ToList())
            {
                changes.SetStatus(message, "read", null, null);
            }
        }
    }

    private Answer CreateMessage(Call call)
    {
        var conversation = PublicLookup.Conversation(call);
        var message = messages.Create(conversation, new MessageDraft
        {
            Type = MessageType.Incoming,
            Content = call.Body.Text("content"),
            EchoId = call.Body.Text("echo_id"),
            Sender = conversation.Contact,
            Files = [.. call.Body.Files.Where(static file => file.Path.StartsWith("attachments", StringComparison.Ordinal))],
        });
        return Answer.Of(MessageViews.Public(world, message));
    }
}
