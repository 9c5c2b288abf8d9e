using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Labels and custom attributes of a conversation; both are replaced as a whole (contract 5.4).</summary>
internal sealed class ConversationAttributeEndpoints(ChatwootWorld world, EventBus events, ConversationStatus statuses)
{
    public void Map(Api api)
    {
        api.Account("POST", "conversations/{conversation}/custom_attributes", SetCustomAttributes, BotAccess.Both);
        api.Account("GET", "conversations/{conversation}/labels", call => Labels(call.FindConversation()), BotAccess.Both);
        api.Account("POST", "conversations/{conversation}/labels", SetLabels, BotAccess.Both);
    }

    private Answer SetCustomAttributes(Call call)
    {
        var conversation = call.FindConversation();
        var given = call.Body.Object("custom_attributes") ?? [];
        CustomAttributeLimits.Check(given);
        var previous = conversation.CustomAttributes;
        conversation.CustomAttributes = given.DeepClone().AsObject();
        if (!JsonNode.DeepEquals(previous, given))
        {
            var change = Touch(conversation);
            events.ConversationUpdated(conversation, change, ("custom_attributes", previous, given));
        }

        return Answer.Of(new JsonObject { ["custom_attributes"] = given.DeepClone() });
    }

    private Answer SetLabels(Call call)
    {
        var conversation = call.FindConversation();
        string[] previous = [.. conversation.Labels];
        string[] wished = [.. (call.Body.Array("labels") ?? []).Select(static node => Params.AsText(node) ?? "").Distinct()];
        conversation.Labels.Clear();
        conversation.Labels.AddRange(wished);
        if (!previous.SequenceEqual(wished))
        {
            Tell(call, conversation, previous, wished);
        }

        return Labels(conversation);
    }

    private void Tell(Call call, Conversation conversation, string[] previous, string[] wished)
    {
        var change = Touch(conversation);
        var times = world.Version.IsNew() ? 1 : 2;
        for (var time = 0; time < times; time++)
        {
            events.ConversationUpdated(
                conversation,
                change,
                ("cached_label_list", previous.Length == 0 ? null : string.Join(", ", previous), string.Join(", ", wished)),
                ("label_list", ToArray(previous), ToArray(wished)));
        }

        foreach (var (verb, labels) in new[] { ("added", wished.Except(previous)), ("removed", previous.Except(wished)) })
        {
            if (labels.Any())
            {
                statuses.Activity(conversation, $"{call.User?.Name} {verb} {string.Join(", ", labels)}");
            }
        }
    }

    private (string Key, JsonNode? Previous, JsonNode? Current) Touch(Conversation conversation)
    {
        var before = Times.Iso(conversation.UpdatedAt);
        conversation.UpdatedAt = world.Now;
        return ("updated_at", before, Times.Iso(conversation.UpdatedAt));
    }

    private static JsonArray ToArray(string[] labels) => new([.. labels.Select(label => (JsonNode)label)]);

    private static Answer Labels(Conversation conversation) => Answer.Of(new JsonObject { ["payload"] = ConversationViews.Labels(conversation) });
}
