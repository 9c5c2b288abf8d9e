using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Webhooks;

/// <summary>Webhooks of the whole account (contract 3.3).</summary>
internal static class AccountWebhookEndpoints
{
    private static readonly string[] Events =
    [
        "conversation_status_changed", "conversation_updated", "conversation_created", "contact_created", "contact_updated", "message_created",
        "message_updated", "webwidget_triggered", "inbox_created", "inbox_updated", "conversation_typing_on", "conversation_typing_off",
    ];

    public static void MapAccountWebhooks(this Api api)
    {
        api.Account("GET", "webhooks", List);
        api.Account("POST", "webhooks", Create);
        api.Account("DELETE", "webhooks/{webhook}", Delete);
    }

    private static Answer List(Call call)
    {
        call.RequireAdministrator();
        var rows = new JsonArray([.. call.Account.Webhooks.Select(webhook => View(call, webhook))]);
        return Answer.Of(new JsonObject { ["payload"] = new JsonObject { ["webhooks"] = rows } });
    }

    private static Answer Create(Call call)
    {
        call.RequireAdministrator();
        var wish = call.Body.Nested("webhook");
        var url = wish.Text("url") ?? "";
        string[] subscriptions = [.. (wish.Array("subscriptions") ?? []).Select(static node => Params.AsText(node) ?? "")];
        if (call.Account.Webhooks.Exists(webhook => webhook.Url == url))
        {
            throw ApiError.Invalid(("url", "Url has already been taken"));
        }

        if (subscriptions.Length == 0 || subscriptions.Except(Events).Any())
        {
            throw ApiError.Invalid(("subscriptions", "Subscriptions Invalid events"));
        }

        var created = new AccountWebhook { Id = call.World.Ids.NextWebhook(), Url = url, Subscriptions = subscriptions, Secret = Tokens.New() };
        call.Account.Webhooks.Add(created);
        return Answer.Of(new JsonObject { ["payload"] = new JsonObject { ["webhook"] = View(call, created) } });
    }

    private static Answer Delete(Call call)
    {
        call.RequireAdministrator();
        var removed = call.Account.Webhooks.RemoveAll(webhook => webhook.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == call.Route("webhook"));
        return removed > 0 ? Answer.Empty : throw ApiError.NotFound();
    }

    private static JsonObject View(Call call, AccountWebhook webhook)
    {
        var view = new JsonObject { ["id"] = webhook.Id };
        if (call.World.Version.IsNew())
        {
            view["name"] = null;
        }

        view["url"] = webhook.Url;
        view["account_id"] = call.Account.Id;
        view["subscriptions"] = new JsonArray([.. webhook.Subscriptions.Select(name => (JsonNode)name)]);
        if (call.World.Version.IsNew())
        {
            view["secret"] = webhook.Secret;
        }

        return view;
    }
}
