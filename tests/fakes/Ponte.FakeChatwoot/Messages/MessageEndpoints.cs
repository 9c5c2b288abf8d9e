using System.Globalization;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Messages;

/// <summary>Messages of a conversation (contract 6).</summary>
internal sealed class MessageEndpoints(ChatwootWorld world, MessageBuilder builder, MessageChanges changes)
{
    private const string All = "conversations/{conversation}/messages";
    private const string One = All + "/{message}";

    public void Map(Api api)
    {
        api.Account("GET", All, List);
        api.Account("POST", All, Create, BotAccess.Both);
        api.Account("PATCH", One, SetStatus);
        api.Account("PUT", One, SetStatus);
        api.Account("DELETE", One, Delete);
        api.Account("POST", One + "/retry", Retry);
    }

    private Answer List(Call call)
    {
        var conversation = call.FindConversation();
        var rows = MessageQuery.Select(call, conversation);
        return Answer.Of(new JsonObject
        {
            ["meta"] = MessageQuery.Meta(world, conversation),
            ["payload"] = new JsonArray([.. rows.Select(message => MessageViews.Rest(world, message))]),
        });
    }

    private Answer Create(Call call)
    {
        var conversation = call.FindConversation();
        var draft = MessageParams.Read(world, call.Body, conversation, call.User, call.Bot);
        return Answer.Of(MessageViews.Rest(world, builder.Create(conversation, draft), draft.EchoId));
    }

    private Answer SetStatus(Call call)
    {
        var message = Find(call);
        if (!message.Conversation.Inbox.IsApi)
        {
            throw ApiError.Error(403, "Message status update is only allowed for API inboxes");
        }

        changes.SetStatus(message, call.Body.Text("status"), call.Body.Text("external_error"), call.User);
        return Answer.Of(MessageViews.Rest(world, message));
    }

    private Answer Delete(Call call)
    {
        var message = Find(call);
        changes.Delete(message, call.User);
        return Answer.Of(MessageViews.Rest(world, message));
    }

    private Answer Retry(Call call)
    {
        var id = call.Route("message");
        var conversation = call.FindConversation();
        if (Find(conversation, id) is not { } message)
        {
            var shown = world.Version.IsNew() ? $"\"{id}\"" : id;
            throw ApiError.Error(422, $"Couldn't find Message with 'id'={shown} [WHERE \"messages\".\"conversation_id\" = $1]");
        }

        changes.Retry(message, call.User);
        return Answer.Of(MessageViews.Rest(world, message));
    }

    private static Message Find(Call call) => Find(call.FindConversation(), call.Route("message")) ?? throw ApiError.NotFound();

    private static Message? Find(Conversation conversation, string id) =>
        long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? conversation.FindMessage(number) : null;
}
