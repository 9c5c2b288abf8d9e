using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>The account's agents, and the members of an inbox (contract 3.3).</summary>
internal sealed class InboxMemberEndpoints(ChatwootWorld world, EventBus events)
{
    public void Map(Api api)
    {
        api.Account("GET", "agents", call => Answer.Of(
            new JsonArray([.. call.Account.Roles.Keys.Order().Select(id => UserViews.Agent(world, call.Account, world.Users[id]))])));
        api.Account("GET", "inbox_members/{inbox}", call =>
        {
            var inbox = call.FindInbox(call.Route("inbox"));
            call.RequireVisible(inbox);
            return View(inbox);
        });
        api.Account("POST", "inbox_members", call => Change(call, replace: false));
        api.Account("PATCH", "inbox_members", call => Change(call, replace: true));
        api.Account("DELETE", "inbox_members", Remove);
    }

    private Answer Change(Call call, bool replace)
    {
        var (inbox, users) = Read(call);
        if (users.Exists(user => !call.Account.Roles.ContainsKey(user)))
        {
            throw ApiError.Invalid(("user", "User must exist"));
        }

        if (replace)
        {
            inbox.Members.Clear();
        }

        inbox.Members.UnionWith(users);
        events.CacheInvalidated(call.Account, call.User);
        return View(inbox);
    }

    private Answer Remove(Call call)
    {
        var (inbox, users) = Read(call);
        inbox.Members.ExceptWith(users);
        events.CacheInvalidated(call.Account, call.User);
        return Answer.Empty;
    }

    private static (Inbox Inbox, List<int> Users) Read(Call call)
    {
        var inbox = call.FindInbox(call.Body.Text("inbox_id") ?? "");
        call.RequireAdministrator();
        List<int> users = [.. (call.Body.Array("user_ids") ?? []).Select(static node => int.TryParse(Params.AsText(node), out var id) ? id : 0)];
        return (inbox, users);
    }

    private Answer View(Inbox inbox) => Answer.Of(new JsonObject
    {
        ["payload"] = new JsonArray([.. inbox.Members.Select(id => UserViews.Agent(world, inbox.Account, world.Users[id]))]),
    });
}
