using System.Globalization;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Contacts;
using Ponte.FakeChatwoot.Conversations;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>The windows of the message list (contract 6.6), always ascending.</summary>
internal static class MessageQuery
{
    private const int NewestLimit = 20;
    private const int AfterLimit = 100;
    private const int BetweenLimit = 1000;

    public static IEnumerable<Message> Select(Call call, Conversation conversation)
    {
        var all = conversation.Messages;
        var internals = call.Query("filter_internal_messages") is { Length: > 0 };
        var after = Id(call.Query("after"));
        var before = Id(call.Query("before"));
        return (after, before) switch
        {
            ({ } from, { } to) => Shown(Range(conversation, from, to)).Take(BetweenLimit),
            ({ } from, null) => Shown(Range(conversation, from + 1, long.MaxValue)).Take(AfterLimit),
            (null, { } to) => Shown(Backwards(all, conversation.FirstMessageFrom(to))).Take(NewestLimit).Reverse(),
            _ => Shown(Backwards(all, all.Count)).Take(NewestLimit).Reverse(),
        };

        IEnumerable<Message> Shown(IEnumerable<Message> rows) =>
            internals ? rows.Where(static message => !message.Private && message.Type != MessageType.Activity) : rows;
    }

    public static JsonObject Meta(ChatwootWorld world, Conversation conversation)
    {
        var meta = new JsonObject
        {
            ["labels"] = ConversationViews.Labels(conversation),
            ["additional_attributes"] = conversation.AdditionalAttributes.DeepClone(),
            ["contact"] = ContactViews.Sender(world, conversation.Contact),
        };
        if (conversation.Assignee is { } assignee)
        {
            meta["assignee"] = UserViews.Sender(world, conversation.Account, assignee);
        }

        meta["agent_last_seen_at"] = Times.Iso(conversation.AgentLastSeenAt);
        meta["assignee_last_seen_at"] = Times.Iso(conversation.AssigneeLastSeenAt);
        return meta;
    }

    private static IEnumerable<Message> Range(Conversation conversation, long from, long to)
    {
        for (var index = conversation.FirstMessageFrom(from); index < conversation.Messages.Count && conversation.Messages[index].Id < to; index++)
        {
            yield return conversation.Messages[index];
        }
    }

    private static IEnumerable<Message> Backwards(List<Message> messages, int end)
    {
        for (var index = end - 1; index >= 0; index--)
        {
            yield return messages[index];
        }
    }

    // What is not a number counts as 0, as Ruby's to_i says; an empty parameter counts as none.
    private static long? Id(string? text) => string.IsNullOrEmpty(text) ? null : long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
