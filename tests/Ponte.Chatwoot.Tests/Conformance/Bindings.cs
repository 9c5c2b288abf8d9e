using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ponte.FakeChatwoot;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Which id, token or source_id of the double stands for a recorded one; learnt from the answers as they come.</summary>
public sealed partial class Bindings
{
    private readonly Dictionary<(string Kind, long Recorded), long> _ids = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal)
    {
        ["TOKEN_ADMIN"] = FakeChatwootSeed.AdminToken,
        ["TOKEN_AGENT"] = FakeChatwootSeed.AgentToken,
        ["TOKEN_AGENT2"] = FakeChatwootSeed.Agent2Token,
        ["PUBSUB_ADMIN"] = FakeChatwootSeed.AdminPubsubToken,
        ["PUBSUB_AGENT"] = FakeChatwootSeed.AgentPubsubToken,
        ["PUBSUB_AGENT2"] = FakeChatwootSeed.Agent2PubsubToken,
    };

    public void Bind(string kind, long recorded, long own) => _ids.TryAdd((kind, recorded), own);

    public void Bind(string recorded, string own) => _texts.TryAdd(recorded, own);

    public long Id(string kind, long recorded) => _ids.GetValueOrDefault((kind, recorded), recorded);

    public bool Knows(string kind, long recorded) => _ids.ContainsKey((kind, recorded));

    /// <summary>Replaces placeholders and invented source_ids inside a text.</summary>
    public string Text(string recorded) => _texts.TryGetValue(recorded, out var whole) ? whole : Placeholder().Replace(recorded, match => _texts.GetValueOrDefault(match.Value, match.Value));

    /// <summary>Replaces the ids and placeholders of a request target.</summary>
    public string Target(string recorded)
    {
        var target = PathId().Replace(Text(recorded), match =>
            match.Groups[1].Value + Id(Kind(match.Groups[1].Value), long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        return QueryId().Replace(target, match =>
        {
            var kind = match.Groups[1].Value == "inbox_id" ? "inbox" : "message";
            return $"{match.Groups[1].Value}={Id(kind, long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))}";
        });
    }

    /// <summary>Replaces the ids and placeholders of a request body.</summary>
    public JsonNode? Body(JsonNode? recorded, string? key = null) => recorded switch
    {
        JsonObject values => new JsonObject(values.Select(entry => KeyValuePair.Create(entry.Key, Body(entry.Value, entry.Key)))),
        JsonArray rows => new JsonArray([.. rows.Select(row => Body(row, key))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && KeyKind(key) is { } kind && value.TryGetValue<long>(out var id) => Id(kind, id),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Embedded(Text(value.GetValue<string>())),
        _ => recorded?.DeepClone(),
    };

    /// <summary>Learns from an answer: walks recording and double side by side.</summary>
    public void Learn(JsonNode? recorded, JsonNode? own, string? key = null)
    {
        switch (recorded, own)
        {
            case (JsonObject left, JsonObject right):
                LearnId(left, right);
                foreach (var (name, value) in left)
                {
                    Learn(value, right[name], name);
                }

                break;
            case (JsonArray left, JsonArray right):
                foreach (var (first, second) in left.Zip(right))
                {
                    Learn(first, second, key);
                }

                break;
            case (JsonValue left, JsonValue right):
                LearnValue(left, right, key);
                break;
        }
    }

    /// <summary>Learns placeholders inside a text such as an address: segment by segment.</summary>
    public void LearnText(string recorded, string own)
    {
        var left = recorded.Split('/', '?', ' ');
        var right = own.Split('/', '?', ' ');
        foreach (var (first, second) in left.TakeLast(3).Zip(right.TakeLast(3)).Where(static pair => Placeholder().Match(pair.First).Value == pair.First && pair.First.Length > 0))
        {
            _texts.TryAdd(first, second);
        }
    }

    private void LearnId(JsonObject recorded, JsonObject own)
    {
        if (ObjectKind(recorded) is { } kind && recorded["id"] is JsonValue id && own["id"] is JsonValue ownId && id.TryGetValue<long>(out var from) && ownId.TryGetValue<long>(out var to))
        {
            Bind(kind, from, to);
        }
    }

    private void LearnValue(JsonValue recorded, JsonValue own, string? key)
    {
        if (recorded.GetValueKind() == JsonValueKind.Number && KeyKind(key) is { } kind && recorded.TryGetValue<long>(out var from) && own.TryGetValue<long>(out var to))
        {
            Bind(kind, from, to);
        }
        else if (recorded.GetValueKind() == JsonValueKind.String && own.GetValueKind() == JsonValueKind.String)
        {
            LearnText(recorded.GetValue<string>(), own.GetValue<string>());
        }
    }

    private string Embedded(string text) =>
        text.StartsWith("{\"in_reply_to\":", StringComparison.Ordinal) ? Body(JsonNode.Parse(text))!.ToJsonString() : text;

    private static string? ObjectKind(JsonObject values) => values switch
    {
        _ when values.ContainsKey("message_type") => "message",
        _ when values.ContainsKey("inbox_id") && (values.ContainsKey("meta") || values.ContainsKey("uuid")) => "conversation",
        _ when values.ContainsKey("channel_type") => "inbox",
        _ when values.ContainsKey("subscriptions") => "webhook",
        _ when values.ContainsKey("phone_number") && values.ContainsKey("email") => "contact",
        _ => null,
    };

    private static string? KeyKind(string? key) => key switch
    {
        "inbox_id" => "inbox",
        "contact_id" or "base_contact_id" or "mergee_contact_id" => "contact",
        "conversation_id" => "conversation",
        "message_id" or "in_reply_to" => "message",
        _ => null,
    };

    private static string Kind(string segment) => segment.Trim('/') switch
    {
        "inboxes" or "inbox_members" => "inbox",
        "contacts" => "contact",
        "conversations" => "conversation",
        "messages" => "message",
        _ => "webhook",
    };

    [GeneratedRegex(@"(?:TOKEN|PUBSUB|SECRET|HMAC|INBOX_IDENTIFIER|WEBSITE_TOKEN|SIGNED_BLOB)_[A-Z0-9_]*[A-Z0-9]|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(/(?:inboxes|inbox_members|contacts|conversations|messages|webhooks)/)(\d+)(?=$|[/?])")]
    private static partial Regex PathId();

    [GeneratedRegex(@"\b(inbox_id|before|after)=(\d+)")]
    private static partial Regex QueryId();
}
