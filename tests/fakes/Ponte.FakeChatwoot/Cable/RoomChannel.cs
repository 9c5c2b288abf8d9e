using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Profile;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Cable;

/// <summary>The commands of a cable client (contract 9.1, 9.2). Whatever is wrong is met with silence.</summary>
internal sealed class RoomChannel(ChatwootWorld world, CableHub hub)
{
    public void Handle(CableConnection connection, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject command || Params.AsText(command["identifier"]) is not { } identifier)
            {
                return;
            }

            lock (world.Gate)
            {
                switch (Params.AsText(command["command"]))
                {
                    case "subscribe":
                        Subscribe(connection, identifier);
                        break;
                    case "unsubscribe":
                        Unsubscribe(connection, identifier);
                        break;
                    case "message":
                        Perform(connection, identifier, Params.AsText(command["data"]) ?? "");
                        break;
                }
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON, or JSON of the wrong kind: ignored.
        }
    }

    private void Subscribe(CableConnection connection, string identifier)
    {
        if (connection.Subscriptions.ContainsKey(identifier) || Open(connection, identifier) is not { } subscription)
        {
            return;
        }

        if (hub.ConfirmationsMuted)
        {
            return;
        }

        connection.Subscriptions.Add(identifier, subscription);
        hub.Add(subscription);
        connection.Send($"{{\"identifier\":{JsonSerializer.Serialize(identifier, AnswerWriter.Json)},\"type\":\"confirm_subscription\"}}");
        subscription.Touch();
    }

    private void Unsubscribe(CableConnection connection, string identifier)
    {
        if (connection.Subscriptions.Remove(identifier, out var subscription))
        {
            hub.Remove(subscription);
        }
    }

    private static void Perform(CableConnection connection, string identifier, string data)
    {
        if (connection.Subscriptions.TryGetValue(identifier, out var subscription) && JsonNode.Parse(data)?["action"]?.ToString() == "update_presence")
        {
            subscription.Touch();
        }
    }

    private CableSubscription? Open(CableConnection connection, string identifier)
    {
        if (JsonNode.Parse(identifier) is not JsonObject wish || Params.AsText(wish["channel"]) != "RoomChannel" || Params.AsText(wish["pubsub_token"]) is not { } token)
        {
            return null;
        }

        if (Params.AsText(wish["user_id"]) is not { } userId)
        {
            return world.ContactInboxesByPubsubToken.TryGetValue(token, out var row)
                ? new CableSubscription(connection, identifier, [token]) { Touch = () => TouchContact(row) }
                : null;
        }

        var known = int.TryParse(userId, CultureInfo.InvariantCulture, out var user) && world.Users.TryGetValue(user, out var owner) && owner.PubsubToken == token;
        if (!known || !int.TryParse(Params.AsText(wish["account_id"]), CultureInfo.InvariantCulture, out var accountId)
            || !world.Accounts.TryGetValue(accountId, out var account) || !account.Roles.ContainsKey(user))
        {
            return null;
        }

        return new CableSubscription(connection, identifier, [token, AccountStream(account)]) { Touch = () => TouchUser(account, user, token) };
    }

    public static string AccountStream(Account account) => "account_" + account.Id.ToString(CultureInfo.InvariantCulture);

    private void TouchUser(Account account, int user, string token)
    {
        account.UsersSeenAt[user] = world.Now;
        hub.Broadcast([token], "presence.update", () => new JsonObject
        {
            ["account_id"] = account.Id,
            ["users"] = OnlineUsers(account),
            ["contacts"] = Online(account.ContactsSeenAt),
        }, atOnce: true);
    }

    private void TouchContact(ContactInbox row)
    {
        row.Contact.Account.ContactsSeenAt[row.Contact.Id] = world.Now;
        hub.Broadcast([row.PubsubToken], "presence.update", () => new JsonObject
        {
            ["account_id"] = row.Contact.Account.Id,
            ["users"] = OnlineUsers(row.Contact.Account),
        }, atOnce: true);
    }

    private JsonObject OnlineUsers(Account account) => new(account.UsersSeenAt.Keys.Where(user => UserViews.IsOnline(world, account, user))
        .Select(user => KeyValuePair.Create(user.ToString(CultureInfo.InvariantCulture), (JsonNode?)"online")));

    private JsonObject Online(Dictionary<long, DateTimeOffset> seen) => new(seen.Where(entry => world.Now - entry.Value < TimeSpan.FromSeconds(20))
        .Select(entry => KeyValuePair.Create(entry.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)"online")));
}
