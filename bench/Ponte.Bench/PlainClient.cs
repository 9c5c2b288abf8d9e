using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ponte.Bench;

/// <summary>The ceiling: a loop that only posts to the same double, with nothing stored and nothing promised.</summary>
internal sealed class PlainClient : IDisposable
{
    private static readonly string Account = $"/api/v1/accounts/{FakeChatwootProcess.AccountId}";
    private readonly HttpClient _http;
    private int[] _conversations = [];

    public PlainClient(Uri chatwoot)
    {
        _http = new HttpClient { BaseAddress = chatwoot };
        _http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        _http.DefaultRequestHeaders.Add("Accept", "application/json");
    }

    /// <summary>Creates an inbox with one conversation per chat.</summary>
    public async Task PrepareAsync(int chats)
    {
        var inbox = await PostAsync(Account + "/inboxes", new { name = "Plain client", channel = new { type = "api" } });
        var inboxId = inbox.GetProperty("id").GetInt32();
        _conversations = new int[chats];
        for (var chat = 0; chat < chats; chat++)
        {
            var source = $"plain-{chat}";
            var contact = await PostAsync(Account + "/contacts", new { name = source, identifier = source, inbox_id = inboxId, source_id = source });
            var contactId = contact.GetProperty("payload").GetProperty("contact").GetProperty("id").GetInt32();
            var conversation = await PostAsync(Account + "/conversations", new { inbox_id = inboxId, contact_id = contactId, source_id = source });
            _conversations[chat] = conversation.GetProperty("id").GetInt32();
        }
    }

    public async Task<double> FloodAsync(int messages)
    {
        var time = await Traffic.FloodAsync(messages, _conversations.Length, SendAsync);
        return messages / time.TotalSeconds;
    }

    /// <summary>The duration of each call at a fixed rate.</summary>
    public async Task<Percentiles> PaceAsync(int messages, int rate)
    {
        var times = new ConcurrentBag<double>();
        await Traffic.PaceAsync(messages, _conversations.Length, rate, async (chat, message) =>
        {
            var start = Stopwatch.GetTimestamp();
            await SendAsync(chat, message);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });
        return new Percentiles(times);
    }

    public void Dispose() => _http.Dispose();

    private Task SendAsync(int chat, int message) => PostAsync(
        $"{Account}/conversations/{_conversations[chat]}/messages",
        new { content = BenchText.Of(message), message_type = "incoming", source_id = $"plain-{message}" });

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
