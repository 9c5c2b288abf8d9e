using System.Globalization;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Profile;

/// <summary>Version probe, profile and account (contract 2).</summary>
internal static class ProfileEndpoints
{
    public static void MapProfile(this Api api)
    {
        api.Open("GET", "/api", Probe);
        api.User("GET", "/api/v1/profile", call => Answer.Of(View(call.World, call.User!)));
        api.Account("GET", "", call => Answer.Of(AccountView(call.World, call.Account)));
    }

    private static Answer Probe(Call call) => Answer.Of(new JsonObject
    {
        ["version"] = call.World.Version.Text(),
        ["timestamp"] = call.World.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["queue_services"] = "ok",
        ["data_services"] = "ok",
    });

    private static JsonObject View(ChatwootWorld world, User user)
    {
        var accounts = world.Accounts.Values.Where(account => account.Roles.ContainsKey(user.Id)).ToList();
        var current = accounts.FirstOrDefault();
        return new JsonObject
        {
            ["access_token"] = user.Token,
            ["account_id"] = current?.Id,
            ["available_name"] = user.Name,
            ["avatar_url"] = "",
            ["confirmed"] = true,
            ["display_name"] = null,
            ["message_signature"] = null,
            ["email"] = user.Email,
            ["id"] = user.Id,
            ["inviter_id"] = null,
            ["name"] = user.Name,
            ["provider"] = "email",
            ["pubsub_token"] = user.PubsubToken,
            ["role"] = current?.Roles[user.Id],
            ["ui_settings"] = new JsonObject(),
            ["uid"] = user.Email,
            ["type"] = null,
            ["accounts"] = new JsonArray([.. accounts.Select(account => Membership(world, account, user))]),
        };
    }

    private static JsonObject Membership(ChatwootWorld world, Account account, User user)
    {
        var role = account.Roles[user.Id];
        var view = new JsonObject { ["id"] = account.Id, ["name"] = account.Name, ["status"] = account.Suspended ? "suspended" : "active" };
        if (world.Version.IsNew())
        {
            view["onboarding_step"] = null;
        }

        view["active_at"] = null;
        view["role"] = role;
        view["permissions"] = new JsonArray(role);
        view["availability"] = "online";
        view["availability_status"] = UserViews.Availability(world, account, user.Id);
        view["auto_offline"] = true;
        return view;
    }

    private static JsonObject AccountView(ChatwootWorld world, Account account)
    {
        string[] common =
        [
            "inbound_emails", "channel_email", "channel_facebook", "help_center", "agent_bots", "macros", "agent_management", "team_management",
            "inbox_management", "labels", "custom_attributes", "automations", "canned_responses", "integrations", "voice_recorder", "channel_website",
            "campaigns", "reports", "crm", "auto_resolve_conversations", "chatwoot_v4", "contact_chatwoot_support_team", "channel_instagram",
        ];
        string[] own = world.Version.IsNew() ? ["assignment_v2", "channel_tiktok", "captain_tasks"] : ["channel_twitter", "report_v4"];
        return new JsonObject
        {
            ["settings"] = new JsonObject(),
            ["created_at"] = Times.Iso(account.CreatedAt),
            ["domain"] = null,
            ["features"] = new JsonObject([.. common.Concat(own).Select(name => KeyValuePair.Create(name, (JsonNode?)true))]),
            ["id"] = account.Id,
            ["locale"] = "en",
            ["name"] = account.Name,
            ["support_email"] = null,
            ["status"] = account.Suspended ? "suspended" : "active",
            ["cache_keys"] = CacheKeys(account),
            ["latest_chatwoot_version"] = null,
        };
    }

    public static JsonObject CacheKeys(Account account) => new()
    {
        ["label"] = "0000000000",
        ["inbox"] = account.InboxCacheKey.ToString("D10", CultureInfo.InvariantCulture),
        ["team"] = "0000000000",
    };
}
