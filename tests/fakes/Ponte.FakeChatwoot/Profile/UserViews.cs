using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Profile;

/// <summary>The shapes in which Chatwoot shows a user.</summary>
internal static class UserViews
{
    private static readonly TimeSpan PresenceLasts = TimeSpan.FromSeconds(20);

    public static bool IsOnline(ChatwootWorld world, Account account, int userId) =>
        account.UsersSeenAt.TryGetValue(userId, out var seen) && world.Now - seen < PresenceLasts;

    public static string Availability(ChatwootWorld world, Account account, int userId) => IsOnline(world, account, userId) ? "online" : "offline";

    /// <summary>The sender of a message (contract 6.4). Inside background jobs Chatwoot knows no availability and says null.</summary>
    public static JsonObject Sender(ChatwootWorld world, Account account, User user, bool inJob = false) => new()
    {
        ["id"] = user.Id,
        ["name"] = user.Name,
        ["available_name"] = user.Name,
        ["avatar_url"] = "",
        ["type"] = "user",
        ["availability_status"] = inJob ? null : Availability(world, account, user.Id),
        ["thumbnail"] = "",
    };

    public static JsonObject WebhookSender(User user) => new()
    {
        ["id"] = user.Id,
        ["name"] = user.Name,
        ["email"] = user.Email,
        ["type"] = "user",
    };

    /// <summary>An agent bot as the sender of a message.</summary>
    public static JsonObject BotSender(AgentBot bot) => new()
    {
        ["id"] = bot.Id,
        ["name"] = bot.Name,
        ["avatar_url"] = "",
        ["type"] = "agent_bot",
    };

    /// <summary>A member of an inbox, an assignee (contract 3.3, 5.4).</summary>
    public static JsonObject Agent(ChatwootWorld world, Account account, User user)
    {
        var view = new JsonObject
        {
            ["id"] = user.Id,
            ["account_id"] = account.Id,
            ["availability_status"] = Availability(world, account, user.Id),
            ["auto_offline"] = true,
            ["confirmed"] = true,
            ["email"] = user.Email,
        };
        if (world.Version.IsNew())
        {
            view["provider"] = "email";
        }

        view["available_name"] = user.Name;
        view["name"] = user.Name;
        view["role"] = account.Roles.GetValueOrDefault(user.Id);
        view["thumbnail"] = "";
        return view;
    }
}
