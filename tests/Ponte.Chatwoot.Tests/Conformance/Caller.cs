using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Calls the double as a bridge would, and its control API.</summary>
public sealed class Caller(FakeChatwootServer chatwoot) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = chatwoot.BaseUrl };

    public FakeChatwootServer Chatwoot => chatwoot;

    public async Task<(int Status, JsonNode? Json)> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? token = FakeChatwootSeed.AdminToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Add("Api-Access-Token", token);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    public Task<(int Status, JsonNode? Json)> PostAsync(string path, JsonNode? body) =>
        SendAsync(HttpMethod.Post, "/api/v1/accounts/2/" + path, body);

    public Task<(int Status, JsonNode? Json)> GetAsync(string path, string? token = FakeChatwootSeed.AdminToken) =>
        SendAsync(HttpMethod.Get, "/api/v1/accounts/2/" + path, token: token);

    public async Task<JsonNode?> ControlAsync(string path, JsonNode? body) => (await SendAsync(HttpMethod.Post, "/_fake/" + path, body)).Json;

    public Task<(int Status, JsonNode? Json)> WriteAsync(string content, int conversation = 1, string type = "incoming") =>
        PostAsync($"conversations/{conversation}/messages", new JsonObject { ["content"] = content, ["message_type"] = type });

    /// <summary>Posts a message and leaves when told to.</summary>
    public async Task WriteUntilAsync(string content, CancellationToken gone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/accounts/2/conversations/1/messages") { Content = JsonContent.Create(new JsonObject { ["content"] = content }) };
        request.Headers.Add("Api-Access-Token", FakeChatwootSeed.AdminToken);
        using var response = await _http.SendAsync(request, gone);
    }

    /// <summary>Inbox 1, contact 1 and conversation 1.</summary>
    public async Task StartConversationAsync(string? webhookUrl = null, bool locked = false)
    {
        await PostAsync("inboxes", new JsonObject
        {
            ["name"] = "WhatsApp",
            ["lock_to_single_conversation"] = locked,
            ["channel"] = new JsonObject { ["type"] = "api", ["webhook_url"] = webhookUrl },
        });
        await PostAsync("contacts", new JsonObject { ["inbox_id"] = 1, ["source_id"] = "5511900000001", ["name"] = "Maria", ["phone_number"] = "+5511900000001" });
        var (status, _) = await PostAsync("conversations", new JsonObject { ["inbox_id"] = 1, ["contact_id"] = 1, ["source_id"] = "5511900000001" });
        Assert.Equal(200, status);
    }

    public IEnumerable<string?> Contents() => Chatwoot.Control.Messages().Select(static message => message.Content);

    public void Dispose() => _http.Dispose();
}
