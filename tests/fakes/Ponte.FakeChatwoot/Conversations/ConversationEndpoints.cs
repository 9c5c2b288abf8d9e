using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Conversations;

/// <summary>Conversations: create, show, lists, delete (contract 5.2, 5.3).</summary>
internal sealed class ConversationEndpoints(ChatwootWorld world, ConversationCreation creation, ConversationStatus statuses)
{
    public void Map(Api api)
    {
        api.AccountAsync("POST", "conversations", call => creation.CreateAsync(api, call), BotAccess.Both);
        api.Account("GET", "conversations", List);
        api.Account("GET", "conversations/meta", Meta);
        api.Account("POST", "conversations/filter", Filter);
        api.Account("GET", "conversations/{conversation}", call => Answer.Of(ConversationViews.Rest(world, call.FindConversation())), BotAccess.Newer);
        api.Account("DELETE", "conversations/{conversation}", Delete);
        api.Account("GET", "conversations/{conversation}/attachments", ListAttachments);
    }

    private Answer List(Call call)
    {
        var matching = ConversationQuery.Matching(call);
        var recent = ConversationQuery.Recent(world, call, matching);
        return Answer.Of(new JsonObject
        {
            ["data"] = new JsonObject { ["meta"] = ConversationQuery.Counts(call, matching), ["payload"] = View(ConversationQuery.PageOf(call, recent)) },
        });
    }

    private static Answer Meta(Call call) => Answer.Of(new JsonObject { ["meta"] = ConversationQuery.Counts(call, ConversationQuery.Matching(call)) });

    private Answer Filter(Call call)
    {
        var found = ConversationQuery.Filtered(call);
        return Answer.Of(new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["mine_count"] = found.Count(conversation => conversation.Assignee == call.User),
                ["unassigned_count"] = found.Count(static conversation => conversation.Assignee is null),
                ["all_count"] = found.Count,
            },
            ["payload"] = View(ConversationQuery.PageOf(call, found)),
        });
    }

    private Answer Delete(Call call)
    {
        var conversation = call.FindConversation();
        call.RequireAdministrator();
        _ = DeleteLaterAsync(conversation);
        return Answer.Empty;
    }

    // No conversation event is sent (contract 9.4).
    private async Task DeleteLaterAsync(Conversation conversation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(world.Settings.DeleteDelay), world.Time);
        lock (world.Gate)
        {
            conversation.Account.Conversations.Remove(conversation.DisplayId);
            conversation.Contact.Conversations.Remove(conversation);
            conversation.ContactInbox.Conversations.Remove(conversation);
            statuses.Forget(conversation);
        }
    }

    private Answer ListAttachments(Call call)
    {
        List<Attachment> attachments = [.. call.FindConversation().Messages.SelectMany(static message => message.Attachments)];
        return Answer.Of(new JsonObject
        {
            ["meta"] = new JsonObject { ["total_count"] = attachments.Count },
            ["payload"] = new JsonArray([.. attachments.Skip((call.Page - 1) * 100).Take(100).Select(attachment => AttachmentViews.Row(world, attachment))]),
        });
    }

    private JsonArray View(IEnumerable<Conversation> conversations) => new([.. conversations.Select(conversation => ConversationViews.Rest(world, conversation))]);
}
