using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Events;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>Inboxes (contract 3.1 to 3.3).</summary>
internal sealed class InboxEndpoints(ChatwootWorld world, EventBus events, InboxRemoval removal)
{
    public void Map(Api api)
    {
        api.Account("GET", "inboxes", List);
        api.Account("POST", "inboxes", Create);
        api.Account("GET", "inboxes/{inbox}", Show);
        api.Account("PATCH", "inboxes/{inbox}", Update);
        api.Account("PUT", "inboxes/{inbox}", Update);
        api.Account("DELETE", "inboxes/{inbox}", Delete);
        api.Account("POST", "inboxes/{inbox}/set_agent_bot", SetAgentBot);
        if (world.Version.IsNew())
        {
            api.Account("POST", "inboxes/{inbox}/reset_secret", ResetSecret);
        }
    }

    private Answer List(Call call) => Answer.Of(new JsonObject
    {
        ["payload"] = new JsonArray([.. call.Account.Inboxes.Values.Where(inbox => inbox.VisibleTo(call.User!)).Select(inbox => View(call, inbox))]),
    });

    private Answer Create(Call call)
    {
        call.RequireAdministrator();
        if (call.Body.Object("channel") is null)
        {
            throw ApiError.Crash();
        }

        var channel = call.Body.Nested("channel");
        var type = channel.Text("type");
        InboxParams.Check(call.Body, channel, type);
        var now = world.Now;
        var inbox = new Inbox
        {
            Id = world.Ids.NextInbox(),
            Account = call.Account,
            ChannelId = world.Ids.NextChannel(),
            ChannelType = type == "api" ? "Channel::Api" : "Channel::WebWidget",
            Name = call.Body.Text("name")!,
            CreatedAt = now,
            UpdatedAt = now,
            Identifier = Tokens.New(),
            HmacToken = Tokens.New(),
            Secret = Tokens.New(),
            WebsiteUrl = type == "api" ? null : channel.Text("website_url"),
            WebsiteToken = type == "api" ? null : Tokens.New(),
        };
        InboxParams.Apply(inbox, call.Body, channel);
        call.Account.Inboxes.Add(inbox.Id, inbox);
        world.InboxesByIdentifier.Add(inbox.Identifier, inbox);
        events.CacheInvalidated(call.Account, call.User);
        return Answer.Of(View(call, inbox));
    }

    private Answer Show(Call call)
    {
        var inbox = call.FindInbox(call.Route("inbox"));
        call.RequireVisible(inbox);
        return Answer.Of(View(call, inbox));
    }

    private Answer Update(Call call)
    {
        var inbox = call.FindInbox(call.Route("inbox"));
        call.RequireAdministrator();
        var channel = call.Body.Nested("channel");
        if (call.Body.Has("name") && string.IsNullOrWhiteSpace(call.Body.Text("name")))
        {
            throw ApiError.Invalid(("name", "Name can't be blank"));
        }

        InboxParams.CheckChannel(channel);
        InboxParams.Apply(inbox, call.Body, channel);
        inbox.UpdatedAt = world.Now;
        events.CacheInvalidated(call.Account, call.User);
        return Answer.Of(View(call, inbox));
    }

    private Answer Delete(Call call)
    {
        var inbox = call.FindInbox(call.Route("inbox"));
        call.RequireAdministrator();
        removal.Start(inbox);
        events.CacheInvalidated(call.Account, call.User);
        return Answer.Of(new JsonObject { ["message"] = "Your inbox deletion request will be processed in some time." });
    }

    private Answer ResetSecret(Call call)
    {
        var inbox = call.FindInbox(call.Route("inbox"));
        call.RequireAdministrator();
        if (!inbox.IsApi)
        {
            return new Answer(404, ContentType: "application/json");
        }

        inbox.Secret = Tokens.New();
        return Answer.Of(View(call, inbox));
    }

    private Answer SetAgentBot(Call call)
    {
        var inbox = call.FindInbox(call.Route("inbox"));
        call.RequireAdministrator();
        inbox.AgentBotId = call.Body.Int("agent_bot");
        return Answer.Empty;
    }

    private JsonObject View(Call call, Inbox inbox) => InboxViews.Full(world, inbox, call.IsAdministrator);
}
