using System.Text.Json;
using Ponte.SystemTests.Ledger;

namespace Ponte.SystemTests.Harness;

/// <summary>One number of a gateway and the inbox it has in Chatwoot.</summary>
internal sealed class BridgedInstance(FakeChatwootProcess chatwoot, GatewayProcess gateway, string name)
{
    public string Name { get; } = name;

    public GatewayProcess Gateway { get; } = gateway;

    /// <summary>The inbox in Chatwoot; 0 before the activation.</summary>
    public int InboxId { get; private set; }

    // After a gap replies are heard once everything missed has been read, from every inbox of the account.
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Activates Chatwoot and returns the 201's body.</summary>
    public async Task<JsonElement> ActivateAsync(object? activation = null)
    {
        var answer = await Gateway.Http.ActivateChatwootAsync(Name, chatwoot.BaseUrl, activation, Token);
        InboxId = (await ListAsync()).GetProperty("chatwoot_inbox_id").GetInt32();
        return answer;
    }

    /// <summary>The answer to an activation with this body.</summary>
    public Task<Answer> SetAsync(string body) => Gateway.Http.AskAsync(HttpMethod.Post, $"/api/chatwoot/set/{Name}", body);

    /// <summary>The answer of <c>list</c>, whatever it is.</summary>
    public Task<Answer> AskListAsync() => Gateway.Http.AskAsync(HttpMethod.Get, $"/api/chatwoot/list/{Name}");

    /// <summary>The body of <c>list</c>, which must be there.</summary>
    public Task<JsonElement> ListAsync() => Gateway.Http.SendAsync(HttpMethod.Get, $"/api/chatwoot/list/{Name}", null, 200, Token);

    /// <summary>Waits until <c>list</c> shows a status.</summary>
    public Task<JsonElement> HasStatusAsync(string status, TimeSpan? deadline = null) =>
        Eventually.GetAsync(ListAsync, integration => integration.GetProperty("status").GetString() == status, deadline);

    /// <summary>Lets a customer write a text and returns its WhatsApp message id.</summary>
    public Task<string> CustomerWritesAsync(string from, string text, string? chat = null, string? id = null, string? name = null, string? alias = null) =>
        Gateway.Http.ReceiveAsync(Name, new SandboxText(from, text, id, chat, name, Alias: alias), Token);

    /// <summary>Lets something happen on the simulated phone and returns its id.</summary>
    /// <param name="what">The route of the sandbox, for example <c>edit</c>.</param>
    /// <param name="body">The event.</param>
    public Task<string?> HappensAsync(string what, object body) => Gateway.Http.HappenAsync(Name, what, body, Token);

    /// <summary>What is in the inbox now.</summary>
    public Task<List<FakeMessage>> MessagesAsync() => chatwoot.Fake.MessagesAsync(InboxId, cancellationToken: Token);

    /// <summary>Waits until the inbox has so many messages from customers, and returns them in the order of their ids.</summary>
    public Task<List<FakeMessage>> IncomingAsync(int count, TimeSpan? deadline = null) => Eventually.GetAsync(
        async () => (await MessagesAsync()).Where(message => message.MessageType == "incoming").ToList(),
        messages => messages.Count >= count,
        deadline,
        messages => $"{messages.Count} of {count} messages");

    /// <summary>Waits until the inbox shows so many messages and notes, and more holds of them; returns them in the order of their ids.</summary>
    public Task<List<FakeMessage>> ShownAsync(int count, Func<List<FakeMessage>, bool>? andMore = null) => Eventually.GetAsync(
        async () => (await MessagesAsync()).Where(message => message.MessageType is "incoming" or "outgoing").ToList(),
        messages => messages.Count >= count && (andMore is null || andMore(messages)),
        describe: messages => $"{messages.Count} of {count} messages");

    /// <summary>Waits until the simulated phone was given so many sends, and returns them in order.</summary>
    public Task<IReadOnlyList<SandboxSentText>> SentAsync(int count, TimeSpan? deadline = null) => Eventually.GetAsync(
        () => Gateway.Http.SentAsync(Name, Token),
        sent => sent.Count >= count,
        deadline,
        sent => $"{sent.Count} of {count} sends");

    /// <summary>The conversations of the inbox.</summary>
    public async Task<List<FakeConversation>> ConversationsAsync() =>
        [.. (await chatwoot.Fake.ConversationsAsync(Token)).Where(conversation => conversation.InboxId == InboxId)];

    /// <summary>Lets a customer write a first message and returns where it arrived.</summary>
    public async Task<FakeMessage> OpenChatAsync(string from, string text = "Hello", string? name = null, string? alias = null)
    {
        var id = await CustomerWritesAsync(from, text, name: name, alias: alias);
        var messages = await Eventually.GetAsync(MessagesAsync, all => all.Any(message => message.SourceId == id));

        // Chatwoot shows it a moment before the ledger knows; a test that asks what waits does not mean this one.
        await this.HasDeliveriesAsync($"?state=done&destination=chatwoot&kind=message&messageId={id}", 1);
        return messages.Single(message => message.SourceId == id);
    }

    /// <summary>Waits until everything Chatwoot has told so far was heard: a reply written now has gone through the same ear and reached the phone.</summary>
    /// <returns>Everything the phone was given to send before that reply.</returns>
    public async Task<IReadOnlyList<SandboxSentText>> HeardAsync(int conversationId)
    {
        var fence = $"fence {Guid.NewGuid():N}";
        await chatwoot.Fake.ReplyAsync(conversationId, fence, Token);
        var sent = await Eventually.GetAsync(() => Gateway.Http.SentAsync(Name, Token), all => all.Any(message => message.Text?.EndsWith(fence, StringComparison.Ordinal) == true), CatchUp);
        return [.. sent.TakeWhile(message => message.Text?.EndsWith(fence, StringComparison.Ordinal) != true)];
    }
}
