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
    }

    /// <summary>Everything stored in an inbox, by message id.</summary>
    public async Task<IReadOnlyList<FakeMessage>> MessagesAsync(int inboxId, CancellationToken cancellationToken = default) =>
        await ListAsync<FakeMessage>($"messages?inbox_id={inboxId.ToString(CultureInfo.InvariantCulture)}", cancellationToken);

    public async Task<IReadOnlyList<FakeConversation>> ConversationsAsync(CancellationToken cancellationToken = default) =>
        await ListAsync<FakeConversation>("conversations", cancellationToken);

    public async Task<IReadOnlyList<FakeContact>> ContactsAsync(CancellationToken cancellationToken = default) =>
        await ListAsync<FakeContact>("contacts", cancellationToken);

    public async Task<IReadOnlyList<FakeInbox>> InboxesAsync(CancellationToken cancellationToken = default) =>
        await ListAsync<FakeInbox>("inboxes", cancellationToken);

    /// <summary>The newest requests it has answered, control calls left out.</summary>
    public async Task<IReadOnlyList<FakeRequest>> RequestsAsync(CancellationToken cancellationToken = default) =>
        await ListAsync<FakeRequest>("requests", cancellationToken);

    /// <summary>How many requests it has answered, by method and route, control calls left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallCountsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _http.SendAsync(HttpMethod.Get, "/_fake/requests", null, 200, cancellationToken);
        return answer.GetProperty("totals").Deserialize<Dictionary<string, int>>()!;
    }

    /// <summary>Arms a fault.</summary>
    public Task ArmAsync(FakeFault fault, CancellationToken cancellationToken = default) => ControlAsync("faults", fault, cancellationToken);

    /// <summary>Does something to the realtime connections, for example <c>drop</c>.</summary>
    public Task CableAsync(string action, CancellationToken cancellationToken = default) => ControlAsync("cable", new { action }, cancellationToken);

    /// <summary>Changes settings, given by their names.</summary>
    public Task SetAsync(object settings, CancellationToken cancellationToken = default) => ControlAsync("settings", settings, cancellationToken);

    /// <summary>Changes a user.</summary>
    public Task SetUserAsync(int id, object change, CancellationToken cancellationToken = default) =>
        ControlAsync($"users/{id.ToString(CultureInfo.InvariantCulture)}", change, cancellationToken);

    /// <summary>Changes an account.</summary>
    public Task SetAccountAsync(int id, object change, CancellationToken cancellationToken = default) =>
        ControlAsync($"accounts/{id.ToString(CultureInfo.InvariantCulture)}", change, cancellationToken);

    /// <summary>Writes a reply as the administrator and returns its message id.</summary>
    public async Task<int> ReplyAsync(int conversationId, string content, CancellationToken cancellationToken = default)
    {
        var path = $"/api/v1/accounts/{FakeChatwootProcess.AccountId}/conversations/{conversationId}/messages";
        var answer = await _http.SendAsync(HttpMethod.Post, path, new { content, message_type = "outgoing" }, 200, cancellationToken);
        return answer.GetProperty("id").GetInt32();
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

    private async Task<List<T>> ListAsync<T>(string what, CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(HttpMethod.Get, "/_fake/" + what, null, 200, cancellationToken);
        var list = answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("payload");
        return list.Deserialize<List<T>>(Json)!;
    }
}
