using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>The conditions of <c>contacts/filter</c> (contract 4.4).</summary>
internal static class ContactFilter
{
    private static string[] Keys(ChatwootWorld world) =>
    [
        "name", "phone_number", "email", "identifier", "country_code", "city", world.Version.IsNew() ? "company_name" : "company",
        "labels", "created_at", "last_activity_at", "blocked",
    ];

    private sealed record Condition(string Key, string Operator, string Value, bool Or);

    public static List<Contact> Apply(ChatwootWorld world, Account account, JsonArray? payload)
    {
        var conditions = (payload ?? []).OfType<JsonObject>().Select(condition => Read(world, condition)).ToList();
        return [.. Candidates(world, account, conditions).Where(contact => Matches(world, account, contact, conditions))];
    }

    private static Condition Read(ChatwootWorld world, JsonObject given)
    {
        var key = Params.AsText(given["attribute_key"]) ?? "";
        var operation = Params.AsText(given["filter_operator"]) ?? "";
        var query = Params.AsText(given["query_operator"])?.ToUpperInvariant();
        if (!Keys(world).Contains(key))
        {
            throw ApiError.Error(422, $"Invalid attribute key - [{key}]. The key should be one of [{string.Join(',', Keys(world))}] or a custom attribute defined in the account.");
        }

        var allowed = key is "name" or "email" or "phone_number" or "city" or "company_name" or "company" ? "equal_to,not_equal_to,contains,does_not_contain" : "equal_to,not_equal_to";
        if (!allowed.Split(',').Contains(operation))
        {
            throw ApiError.Error(422, $"Invalid operator. The allowed operators for {key} are [{allowed}].");
        }

        if (query is not (null or "" or "AND" or "OR"))
        {
            throw ApiError.Error(422, "Query operator must be either \"AND\" or \"OR\".");
        }

        return new Condition(key, operation, Params.AsText((given["values"] as JsonArray)?.FirstOrDefault()) ?? "", query == "OR");
    }

    // A look-up by number or identifier, what a bridge does for each new chat, must not scan all contacts.
    private static IEnumerable<Contact> Candidates(ChatwootWorld world, Account account, List<Condition> conditions)
    {
        if (conditions.Count == 0 || conditions.Exists(static condition => condition.Or || condition.Operator != "equal_to"))
        {
            return account.Contacts.ById.Values;
        }

        return conditions[0].Key switch
        {
            "identifier" => account.Contacts.WithIdentifier(conditions[0].Value),
            "phone_number" => account.Contacts.WithPhone(Phone(world, conditions[0].Value)),
            _ => account.Contacts.ById.Values,
        };
    }

    private static bool Matches(ChatwootWorld world, Account account, Contact contact, List<Condition> conditions)
    {
        var result = true;
        var or = false;
        foreach (var condition in conditions)
        {
            var hit = Matches(world, contact, condition);
            result = or ? result || hit : result && hit;
            or = condition.Or;
        }

        return result && contact.Account == account;
    }

    private static bool Matches(ChatwootWorld world, Contact contact, Condition condition)
    {
        var value = condition.Key == "phone_number" ? Phone(world, condition.Value) : condition.Value;
        var own = condition.Key switch
        {
            "name" => contact.Name,
            "phone_number" => contact.PhoneNumber,
            "email" => contact.Email,
            "identifier" => contact.Identifier,
            "blocked" => contact.Blocked ? "true" : "false",
            _ => Params.AsText(contact.AdditionalAttributes[condition.Key]),
        } ?? "";
        return condition.Operator switch
        {
            "equal_to" => string.Equals(own, value, StringComparison.OrdinalIgnoreCase),
            "not_equal_to" => !string.Equals(own, value, StringComparison.OrdinalIgnoreCase),
            "contains" => own.Contains(value, StringComparison.OrdinalIgnoreCase),
            _ => !own.Contains(value, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The server adds the plus sign; 4.3.0 does so even when there is one and then finds nothing (contract 4.4).</summary>
    private static string Phone(ChatwootWorld world, string value) => world.Version.IsNew() && value.StartsWith('+') ? value : "+" + value;
}
