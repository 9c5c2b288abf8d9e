using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Inboxes;

/// <summary>Agent bots, as far as a bridge may meet them (contract 1.3).</summary>
internal static class AgentBotEndpoints
{
    public static void MapAgentBots(this Api api) => api.Account("POST", "agent_bots", Create);

    private static Answer Create(Call call)
    {
        call.RequireAdministrator();
        var bot = new AgentBot
        {
            Id = call.World.Ids.NextBot(),
            AccountId = call.Account.Id,
            Name = call.Body.Text("name") ?? "",
            Description = call.Body.Text("description"),
            OutgoingUrl = call.Body.Values["outgoing_url"]?.DeepClone(),
            Token = Tokens.New(),
            Secret = Tokens.New(),
        };
        call.World.BotsByToken.Add(bot.Token, bot);
        var view = new JsonObject
        {
            ["id"] = bot.Id,
            ["name"] = bot.Name,
            ["description"] = bot.Description,
            ["thumbnail"] = "",
            ["outgoing_url"] = bot.OutgoingUrl?.DeepClone(),
            ["bot_type"] = "webhook",
            ["bot_config"] = new JsonObject(),
            ["account_id"] = bot.AccountId,
            ["access_token"] = bot.Token,
        };
        if (call.World.Version.IsNew())
        {
            view["secret"] = bot.Secret;
        }

        view["system_bot"] = false;
        return Answer.Of(view);
    }
}
