using System.Text.Json;

namespace Ponte.SystemTests.Harness;

/// <summary>A person at work in Chatwoot, as the browser asks for it.</summary>
internal sealed class ChatwootAgent : IDisposable
{
    private readonly HttpClient _http;

    public ChatwootAgent(Uri chatwoot, string token = FakeChatwootProcess.AdminToken)
    {
        _http = new HttpClient { BaseAddress = new Uri(chatwoot, $"/api/v1/accounts/{FakeChatwootProcess.AccountId}/") };
        _http.DefaultRequestHeaders.Add("Api-Access-Token", token);
        _http.DefaultRequestHeaders.Add("Accept", "application/json");
        _http.DefaultRequestHeaders.Add("X-Fake-Agent", "1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Any call of the account, by its path below it, which must answer 200.</summary>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null) => _http.SendAsync(method, path, body, 200, Token);

    /// <summary>Posts to a conversation and returns the message's id.</summary>
    public async Task<long> PostAsync(int conversationId, object message) =>
        (await SendAsync(HttpMethod.Post, $"conversations/{conversationId}/messages", message)).GetProperty("id").GetInt64();

    /// <summary>Posts a message with files and returns its id.</summary>
    public async Task<long> AttachAsync(int conversationId, string content, params AgentFile[] files)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(content), "content");
        foreach (var file in files)
        {
            var part = new ByteArrayContent(file.Bytes);
            part.Headers.ContentType = new(file.Type);
            form.Add(part, "attachments[]", file.Name);
        }

        using var answer = await _http.PostAsync(new Uri($"conversations/{conversationId}/messages", UriKind.Relative), form, Token);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Token)).GetProperty("id").GetInt64();
    }

    /// <summary>Posts an answer to another message and returns its id.</summary>
    public Task<long> QuoteAsync(int conversationId, long message, string content) =>
        PostAsync(conversationId, new { content, content_attributes = new { in_reply_to = message } });

    /// <summary>Deletes a message.</summary>
    public Task DeleteAsync(int conversationId, long message) => SendAsync(HttpMethod.Delete, $"conversations/{conversationId}/messages/{message}");

    /// <summary>Presses Retry on a message.</summary>
    public Task RetryAsync(int conversationId, long message) => SendAsync(HttpMethod.Post, $"conversations/{conversationId}/messages/{message}/retry", new { });

    /// <summary>Waits until a message has a status, and returns why it is failed, if it is.</summary>
    public async Task<string?> HasStatusAsync(int conversationId, long messageId, string status, TimeSpan? deadline = null)
    {
        var message = await Eventually.GetAsync<JsonElement>(
            () => MessageAsync(conversationId, messageId), shown => shown.GetProperty("status").GetString() == status, deadline);
        return message.GetProperty("content_attributes").TryGetProperty("external_error", out var error) ? error.GetString() : null;
    }

    /// <summary>A message as the conversation shows it.</summary>
    public async Task<JsonElement> MessageAsync(int conversationId, long messageId)
    {
        var all = await SendAsync(HttpMethod.Get, $"conversations/{conversationId}/messages");
        return all.GetProperty("payload").EnumerateArray().Single(message => message.GetProperty("id").GetInt64() == messageId);
    }

    /// <summary>Creates a contact and returns its id.</summary>
    public async Task<long> CreateContactAsync(object contact) =>
        (await SendAsync(HttpMethod.Post, "contacts", contact)).GetProperty("payload").GetProperty("contact").GetProperty("id").GetInt64();

    /// <summary>Gives a contact a picture of the agent's choosing.</summary>
    public async Task PictureAsync(long contactId, byte[] jpeg)
    {
        using var picture = new ByteArrayContent(jpeg);
        picture.Headers.ContentType = new("image/jpeg");
        using var form = new MultipartFormDataContent { { picture, "avatar", "chosen.jpg" } };
        using var answer = await _http.PatchAsync(new Uri($"contacts/{contactId}", UriKind.Relative), form, Token);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Starts a conversation, as an agent does who has only the contact, and returns its id.</summary>
    public async Task<int> StartConversationAsync(int inboxId, long contactId) =>
        (await SendAsync(HttpMethod.Post, "conversations", new { inbox_id = inboxId, contact_id = contactId })).GetProperty("id").GetInt32();

    public void Dispose() => _http.Dispose();
}
