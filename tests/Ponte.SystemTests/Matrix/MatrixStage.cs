using System.Text.Json;
using System.Text.Json.Serialization;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Matrix;

/// <summary>What one row plays on: a customer nobody else uses, the number they write to, its inbox and an agent.</summary>
internal sealed class MatrixStage(LinkedServers servers, string instance, int inbox, string shop, string customer) : IDisposable
{
    /// <summary>The customer's push name.</summary>
    public const string CustomerName = "Maria";

    private const int FakeAgentId = 4;
    private static readonly JsonSerializerOptions Sparse = new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The customer's number.</summary>
    public string Customer { get; } = customer;

    /// <summary>The inbox.</summary>
    public int Inbox { get; } = inbox;

    /// <summary>The number they write to.</summary>
    public string Shop { get; } = shop;

    /// <summary>The agent.</summary>
    public ChatwootAgent Agent { get; } = new(servers.ChatwootUrl);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Lets the customer send something (a field of the fake's control API, see its README) and returns its id.</summary>
    public Task<string> SendsAsync(object content, string? group = null) => WriteAsync($"/peers/{Customer}/messages", content, group ?? Shop);

    /// <summary>Lets the phone of this number write to the customer and returns the message's id.</summary>
    public Task<string> PhoneSendsAsync(object content) => WriteAsync($"/phones/{Shop}/own-messages", content, Customer);

    /// <summary>Any other call of the simulated WhatsApp.</summary>
    public Task<JsonElement> WhatsAppAsync(string path, object body) => servers.WhatsApp.PostAsync(path, body, Token);

    /// <summary>Lets the simulated WhatsApp deliver files again.</summary>
    public Task MendFilesAsync() => servers.WhatsApp.DeleteAsync("/media/faults", Token);

    /// <summary>What the customer's phone has decrypted so far, as the fake tells it.</summary>
    public Task<JsonElement> CustomerMessagesAsync() => servers.WhatsApp.GetAsync($"/peers/{Customer}/messages", Token);

    /// <summary>Lets the simulated phone receive a message (a body of <c>receive</c>) and returns its id.</summary>
    public Task<string> ReceivesAsync(object body) => SandboxAsync("receive", body);

    /// <summary>Lets something else happen on the simulated phone and returns its id, if it has one.</summary>
    public async Task<string> SandboxAsync(string route, object body, int expected = 202)
    {
        var all = JsonSerializer.SerializeToNode(body, JsonSerializerOptions.Web)!.AsObject();
        all.TryAdd("from", Customer);
        var answer = await servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance}/{route}", all, expected, Token);
        return answer.TryGetProperty("messageId", out var id) ? id.GetString()! : "";
    }

    /// <summary>Waits for the message that carries a WhatsApp id, and returns it.</summary>
    public Task<FakeMessage> ShownAsync(string whatsAppId) => FindAsync(message => message.SourceId == whatsAppId);

    /// <summary>Waits for a message of the customer's conversation that fits, and returns it.</summary>
    public async Task<FakeMessage> FindAsync(Func<FakeMessage, bool> wanted)
    {
        var all = await Eventually.GetAsync(MessagesAsync, messages => messages.Exists(message => wanted(message)), Patience, Describe);
        return all.First(wanted);
    }

    /// <summary>Everything in the conversations of the inbox that belong to this row.</summary>
    public async Task<List<FakeMessage>> MessagesAsync() =>
        [.. (await servers.Chatwoot.MessagesAsync(Inbox, cancellationToken: Token)).Where(message => Conversations is null || Conversations.Contains(message.ConversationId))];

    /// <summary>Limits <see cref="MessagesAsync"/> to conversations.</summary>
    public IReadOnlyCollection<int>? Conversations { get; set; }

    /// <summary>Begins the conversation and returns its first message.</summary>
    public async Task<FakeMessage> OpenAsync(string text = "Hello")
    {
        var first = await ShownAsync(await SendsAsync(new { text }));
        Conversations = [first.ConversationId];
        return first;
    }

    /// <summary>The same on the simulated phone.</summary>
    public async Task<FakeMessage> OpenOnSandboxAsync(string text = "Hello")
    {
        var first = await ShownAsync(await ReceivesAsync(new { text }));
        Conversations = [first.ConversationId];
        return first;
    }

    /// <summary>Lets the agent write and returns the message's id.</summary>
    public Task<long> AgentWritesAsync(int conversation, object message) => Agent.PostAsync(conversation, message);

    /// <summary>Waits for something the customer's phone has decrypted, and returns it as the fake tells it.</summary>
    public async Task<JsonElement> CustomerHasAsync(Predicate<JsonElement> wanted)
    {
        var all = await Eventually.GetAsync(
            CustomerMessagesAsync,
            messages => messages.EnumerateArray().Any(message => wanted(message)),
            Patience,
            messages => messages.ToString());
        return all.EnumerateArray().First(message => wanted(message));
    }

    /// <summary>Waits until a Chatwoot message has a status, and returns it.</summary>
    public Task<FakeMessage> HasStatusAsync(long messageId, string status) => FindAsync(message => message.Id == messageId && message.Status == status);

    /// <summary>Waits for a contact that fits, and returns it with everything Chatwoot tells of it.</summary>
    public async Task<JsonElement> ContactAsync(long contactId, Predicate<JsonElement> wanted) => await Eventually.GetAsync(
        async () => (await Agent.SendAsync(HttpMethod.Get, $"contacts/{contactId}")).GetProperty("payload"), wanted, Patience, contact => contact.ToString());

    /// <summary>The contact of a conversation.</summary>
    public async Task<long> ContactIdAsync(int conversation) => (await Agent.SendAsync(HttpMethod.Get, $"conversations/{conversation}"))
        .GetProperty("meta").GetProperty("sender").GetProperty("id").GetInt64();

    /// <summary>Waits until the simulated phone was given a send that fits.</summary>
    public Task SandboxSentAsync(Predicate<JsonElement> wanted) =>
        SandboxShowsAsync("sent", answer => answer.GetProperty("messages").EnumerateArray().Any(message => wanted(message)));

    /// <summary>Waits until the simulated phone shows what it was told beside messages.</summary>
    public Task SandboxSeenAsync(Predicate<JsonElement> wanted) => SandboxShowsAsync("seen", wanted);

    /// <summary>Changes the behaviour settings of the instance.</summary>
    public Task SettingsAsync(object settings) =>
        servers.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/instance/settings/{instance}", settings, 200, Token);

    /// <summary>Lets another agent, a member of the inbox, write without sending.</summary>
    public async Task OtherAgentTypesAsync(int conversation)
    {
        await Agent.SendAsync(HttpMethod.Post, "inbox_members", new { inbox_id = Inbox, user_ids = new[] { FakeAgentId } });
        using var other = new ChatwootAgent(servers.ChatwootUrl, FakeChatwootProcess.AgentToken);
        await other.SendAsync(HttpMethod.Post, $"conversations/{conversation}/toggle_typing_status", new { typing_status = "on" });
    }

    /// <summary>Waits until Chatwoot was asked for something.</summary>
    public Task RequestedAsync(string method, string pathEnd) => Eventually.HoldsAsync(
        async () => (await servers.Chatwoot.RequestsAsync(Token)).Exists(request =>
            request.Method == method && request.Status == 200 && request.Path.EndsWith(pathEnd, StringComparison.Ordinal)));

    public void Dispose() => Agent.Dispose();

    private Task<JsonElement> SandboxShowsAsync(string what, Predicate<JsonElement> wanted) => Eventually.GetAsync(
        () => servers.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/sandbox/{instance}/{what}", null, 200, Token), wanted, Patience, answer => answer.ToString());


    private async Task<string> WriteAsync(string path, object content, string to)
    {
        var body = JsonSerializer.SerializeToNode(content, Sparse)!.AsObject();
        body[to.EndsWith("@g.us", StringComparison.Ordinal) ? "group" : "to"] = to;
        return (await servers.WhatsApp.PostAsync(path, body, Token)).GetProperty("id").GetString()!;
    }

    private static string Describe(List<FakeMessage> messages) =>
        string.Join('\n', messages.TakeLast(10).Select(message => $"{message.MessageType} {message.SourceId} [{message.Files.Count} files] {message.Status}: {message.Content}"));
}
