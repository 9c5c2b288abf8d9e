using System.Globalization;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Which bots may use a route (contract 1.3).</summary>
internal enum BotAccess
{
    None,
    Newer,
    Both,
}

/// <summary>Checks in Chatwoot's order: token, bot allow-list, account exists, suspended, member (contract 1.1).</summary>
internal static class Authorization
{
    public static void Authenticate(Call call, BotAccess bots)
    {
        var headers = call.Http.Request.Headers;
        var token = headers["Api-Access-Token"].ToString() is { Length: > 0 } dashed ? dashed : headers["api_access_token"].ToString();
        if (string.IsNullOrEmpty(token))
        {
            throw ApiError.SignIn();
        }

        if (call.World.UsersByToken.TryGetValue(token, out var user))
        {
            call.User = user;
        }
        else if (call.World.BotsByToken.TryGetValue(token, out var bot))
        {
            call.Bot = bot;
            RequireBotRoute(call, bots);
        }
        else
        {
            throw ApiError.Error(401, "Invalid Access Token");
        }
    }

    public static void EnterAccount(Call call)
    {
        if (!int.TryParse(call.Route("account"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !call.World.Accounts.TryGetValue(id, out var account))
        {
            throw ApiError.NotFound();
        }

        if (account.Suspended && (call.User is null || account.Roles.ContainsKey(call.User.Id)))
        {
            throw ApiError.Error(401, "Account is suspended");
        }

        if (call.User is { } user && !account.Roles.ContainsKey(user.Id))
        {
            throw ApiError.Error(401, "You are not authorized to access this account");
        }

        if (call.Bot is { } bot && !BelongsTo(bot, account, call.World.Version))
        {
            throw ApiError.Error(401, "Bot is not authorized to access this account");
        }

        call.Account = account;
    }

    private static void RequireBotRoute(Call call, BotAccess bots)
    {
        if (bots == BotAccess.None || (bots == BotAccess.Newer && !call.World.Version.IsNew()))
        {
            throw ApiError.Error(401, "Access to this endpoint is not authorized for bots");
        }
    }

    private static bool BelongsTo(AgentBot bot, Account account, ChatwootVersion version) =>
        account.Inboxes.Values.Any(inbox => inbox.AgentBotId == bot.Id) || (version.IsNew() && bot.AccountId == account.Id);
}
