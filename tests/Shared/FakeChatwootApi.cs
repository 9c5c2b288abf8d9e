using System.Globalization;
using System.Text.Json;

namespace Ponte.Testing;

/// <summary>The double's control API (<c>/_fake</c>), and its REST API as an agent's browser uses it.</summary>
public sealed class FakeChatwootApi : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly HttpClient _http;

    public FakeChatwootApi(Uri baseUrl)
    {
        _http = new HttpClient { BaseAddress = baseUrl };
        _http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        _http.DefaultRequestHeaders.Add("Accept", "application/json");
        _http.DefaultRequestHeaders.Add("X-Fake-Agent", "1");
    }

    /// <summary>What is stored in an inbox, in the order of its creation.</summary>
    /// <param name="inboxId">The inbox.</param>
    /// <param name="after">Only messages with a greater id: for looking again at little cost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<List<FakeMessage>> MessagesAsync(int inboxId, long after = 0, CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeMessage>>("messages", cancellationToken, string.Create(CultureInfo.InvariantCulture, $"?inbox_id={inboxId}&after={after}"));

    public Task<List<FakeConversation>> ConversationsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeConversation>>("conversations", cancellationToken);

    public Task<List<FakeContact>> ContactsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeContact>>("contacts", cancellationToken);

    public Task<List<FakeInbox>> InboxesAsync(CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeInbox>>("inboxes", cancellationToken);

    /// <summary>The newest 5,000 requests it has answered, control calls left out.</summary>
    public Task<List<FakeRequest>> RequestsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeRequest>>("requests", cancellationToken);

    /// <summary>How many requests it has answered since the start, by method and route.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallCountsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _http.SendAsync(HttpMethod.Get, "/_fake/requests", null, 200, cancellationToken);
        return answer.GetProperty("totals").Deserialize<Dictionary<string, int>>()!;
    }

    /// <summary>Arms a fault and returns its id.</summary>
    public async Task<string> ArmAsync(FakeFault fault, CancellationToken cancellationToken = default) =>
        (await ControlAsync("faults", fault, cancellationToken)).GetProperty("id").GetString()!;

    /// <summary>The faults in force and what they have done.</summary>
    public Task<List<FakeFaultReport>> FaultsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<List<FakeFaultReport>>("faults", cancellationToken);

    /// <summary>Ends a fault; what it holds goes on.</summary>
    public Task DisarmAsync(string faultId, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Delete, "/_fake/faults/" + faultId, null, 200, cancellationToken);

    /// <summary>Lets the requests go that a fault holds; those after them are held again.</summary>
    public Task ReleaseAsync(string faultId, CancellationToken cancellationToken = default) =>
        ControlAsync($"faults/{faultId}/release", new { }, cancellationToken);

    /// <summary>Does something to the realtime connections, for example <c>drop</c>.</summary>
    public Task CableAsync(string action, CancellationToken cancellationToken = default) => ControlAsync("cable", new { action }, cancellationToken);

    /// <summary>How many subscriptions the realtime connections hold now.</summary>
    public async Task<int> CableSubscriptionsAsync(CancellationToken cancellationToken = default) =>
        (await _http.SendAsync(HttpMethod.Get, "/_fake/cable", null, 200, cancellationToken)).GetProperty("cable_subscriptions").GetInt32();

    /// <summary>Changes settings, given by their names in camel or snake case.</summary>
    public Task SetAsync(object settings, CancellationToken cancellationToken = default) => ControlAsync("settings", settings, cancellationToken);

    /// <summary>Makes what is left to chance (delays, probabilities) repeatable.</summary>
    public Task SeedAsync(int seed, CancellationToken cancellationToken = default) => ControlAsync("seed", new { seed }, cancellationToken);

    /// <summary>Changes a user: <c>role</c>, <c>rotateToken</c>, <c>rotatePubsubToken</c>.</summary>
    public Task<JsonElement> SetUserAsync(int id, object change, CancellationToken cancellationToken = default) =>
        ControlAsync($"users/{id.ToString(CultureInfo.InvariantCulture)}", change, cancellationToken);

    /// <summary>Suspends an account or lifts the suspension.</summary>
    public Task SuspendAsync(int accountId, bool suspended, CancellationToken cancellationToken = default) =>
        ControlAsync($"accounts/{accountId.ToString(CultureInfo.InvariantCulture)}", new { suspended }, cancellationToken);

    /// <summary>Writes a reply as the administrator and returns its message id.</summary>
    public async Task<long> ReplyAsync(int conversationId, string content, CancellationToken cancellationToken = default)
    {
        var path = $"/api/v1/accounts/{FakeChatwootProcess.AccountId}/conversations/{conversationId}/messages";
        var answer = await _http.SendAsync(HttpMethod.Post, path, new { content, message_type = "outgoing" }, 200, cancellationToken);
        return answer.GetProperty("id").GetInt64();
    }

    /// <summary>Resolves, reopens or snoozes a conversation as the administrator.</summary>
    public Task ToggleStatusAsync(int conversationId, string status, CancellationToken cancellationToken = default) => _http.SendAsync(
        HttpMethod.Post,
        $"/api/v1/accounts/{FakeChatwootProcess.AccountId}/conversations/{conversationId}/toggle_status",
        new { status },
        200,
        cancellationToken);

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> ControlAsync(string what, object body, CancellationToken cancellationToken) =>
        _http.SendAsync(HttpMethod.Post, "/_fake/" + what, JsonSerializer.SerializeToNode(body, Json), 200, cancellationToken);

    private async Task<T> GetAsync<T>(string what, CancellationToken cancellationToken, string query = "")
    {
        var answer = await _http.SendAsync(HttpMethod.Get, $"/_fake/{what}{query}", null, 200, cancellationToken);
        return answer.GetProperty(what).Deserialize<T>(Json)!;
    }
}
