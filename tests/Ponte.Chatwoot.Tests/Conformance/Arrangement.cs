using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>
/// Makes the set-up calls that the recordings leave out: an inbox (with the agent as member), a contact or a conversation is
/// created when a step first names an id that the recording shows as existing.
/// </summary>
public sealed partial class Arrangement(Recording recording, FakeChatwootServer chatwoot, Bindings bindings, HttpClient http)
{
    private readonly Dictionary<long, JsonObject> _inboxes = [];

    /// <summary>Extra parameters of an inbox by recorded id; see <see cref="Scenarios"/>.</summary>
    public Func<long, JsonObject> InboxParameters { get; set; } = static _ => [];

    public Recording Recording => recording;

    public Bindings Bindings => bindings;

    public FakeChatwootServer Chatwoot => chatwoot;

    public string ReceiverUrl { get; init; } = "";

    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body = null, string token = FakeChatwootSeed.AdminToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(chatwoot.BaseUrl, path));
        request.Headers.Add("Api-Access-Token", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode}");
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task<JsonNode?> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, "/api/v1/accounts/2/" + path, body);

    /// <summary>Creates what the step names and nothing has made yet.</summary>
    public async Task EnsureAsync(RecordedStep step)
    {
        foreach (Match match in PathId().Matches(step.Path))
        {
            var id = long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            await (match.Groups[1].Value switch
            {
                "inboxes" or "inbox_members" => InboxAsync(id),
                "contacts" => ContactAsync(id),
                _ => ConversationAsync(id),
            });
        }

        foreach (var name in new[] { "inbox_id", "contact_id", "base_contact_id", "mergee_contact_id" })
        {
            if (step.Body is JsonObject body && body[name] is JsonValue value && value.TryGetValue<long>(out var id))
            {
                await (name == "inbox_id" ? InboxAsync(id) : ContactAsync(id));
            }
        }

        foreach (Match match in QueryId().Matches(step.Path))
        {
            await InboxAsync(long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }

    public async Task<JsonObject> InboxAsync(long recorded)
    {
        if (_inboxes.TryGetValue(recorded, out var known) || bindings.Knows("inbox", recorded) || !Exists("inbox_id", recorded))
        {
            return known ?? [];
        }

        var view = recording.Find(entry => Is(entry["id"], recorded) && entry["name"] is not null && (entry.ContainsKey("channel_type") || entry.Count == 2));
        var parameters = InboxParameters(recorded);
        parameters["name"] ??= view?["name"]?.ToString() ?? "Inbox";
        parameters["enable_auto_assignment"] ??= false;
        parameters["channel"] ??= new JsonObject { ["type"] = "api" };
        var inbox = (await PostAsync("inboxes", parameters))!.AsObject();
        _inboxes[recorded] = inbox;
        bindings.Bind("inbox", recorded, inbox["id"]!.GetValue<long>());
        await PostAsync("inbox_members", new JsonObject { ["inbox_id"] = inbox["id"]!.DeepClone(), ["user_ids"] = new JsonArray(FakeChatwootSeed.AgentId) });
        return inbox;
    }

    public async Task ContactAsync(long recorded)
    {
        var view = recording.Find(entry => Is(entry["id"], recorded) && entry.ContainsKey("phone_number") && entry.ContainsKey("email"));
        if (view is null || bindings.Knows("contact", recorded))
        {
            return;
        }

        var contact = await PostAsync("contacts", new JsonObject
        {
            ["name"] = view["name"]?.DeepClone(),
            ["phone_number"] = view["phone_number"]?.DeepClone(),
            ["identifier"] = view["identifier"]?.DeepClone(),
        });
        bindings.Bind("contact", recorded, contact!["payload"]!["contact"]!["id"]!.GetValue<long>());
    }

    /// <summary>Creates a conversation that the recording shows, or one that it only names.</summary>
    public async Task ConversationAsync(long recorded, bool evenIfUnseen = false)
    {
        if (bindings.Knows("conversation", recorded) || (!evenIfUnseen && !Exists("conversation_id", recorded)))
        {
            return;
        }

        var message = recording.Find(entry => Is(entry["conversation_id"], recorded) && entry.ContainsKey("inbox_id"))
            ?? recording.Find(entry => IsConversation(entry) && Is(entry["id"], recorded));
        var inbox = Number(message?["inbox_id"]) ?? Number(recording.Find(static entry => entry.ContainsKey("inbox_id"))?["inbox_id"]) ?? 1;
        var contact = ContactOf(recorded) ?? Number(recording.Find(static entry => entry.ContainsKey("phone_number") && entry.ContainsKey("email"))?["id"]) ?? 1;
        await InboxAsync(inbox);
        await ContactAsync(contact);
        var source = recording.Find(entry => Is(entry["id"], contact) && entry.ContainsKey("phone_number"))?["identifier"]?.ToString() ?? "source-" + recorded;
        var conversation = await PostAsync("conversations", new JsonObject
        {
            ["inbox_id"] = bindings.Id("inbox", inbox),
            ["contact_id"] = bindings.Id("contact", contact),
            ["source_id"] = source,
        });
        bindings.Bind("conversation", recorded, conversation!["id"]!.GetValue<long>());
    }

    /// <summary>Ids that the recording shows in an answer exist; ids like 999999 do not.</summary>
    private bool Exists(string key, long id) => key == "inbox_id"
        ? recording.Find(entry => (Is(entry["inbox_id"], id) && entry.ContainsKey("message_type")) || (Is(entry["inbox_id"], id) && IsConversation(entry))
            || (Is(entry["id"], id) && entry.ContainsKey("channel_type")) || (Is(entry["inbox_id"], id) && Is(entry["id"], id) is false && id < 1000)) is not null
        : recording.Find(entry => Is(entry[key], id) || (IsConversation(entry) && Is(entry["id"], id))) is not null;

    private long? ContactOf(long conversation)
    {
        var view = recording.Find(entry => IsConversation(entry) && Is(entry["id"], conversation) && entry["meta"]?["sender"] is not null);
        var incoming = recording.Find(entry => Is(entry["conversation_id"], conversation) && entry["sender"]?["type"]?.ToString() == "contact");
        return Number(view?["meta"]?["sender"]?["id"]) ?? Number(incoming?["sender"]?["id"]);
    }

    private static bool IsConversation(JsonObject entry) => entry.ContainsKey("meta") && entry.ContainsKey("inbox_id") && entry.ContainsKey("can_reply");

    private static bool Is(JsonNode? node, long id) => Number(node) == id;

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    [GeneratedRegex(@"/(inboxes|inbox_members|contacts|conversations)/(\d+)(?=$|[/?])")]
    private static partial Regex PathId();

    [GeneratedRegex(@"inbox_id=(\d+)")]
    private static partial Regex QueryId();
}
