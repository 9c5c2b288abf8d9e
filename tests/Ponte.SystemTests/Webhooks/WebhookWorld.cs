using System.Globalization;
using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Webhooks;

/// <summary>A Chatwoot double and a gateway that it reaches: on a port that stays the same, with <c>Ponte:PublicUrl</c>, and without regular catch-up unless told.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private int _last;

    private WebhookWorld(TemporaryFolder folder, FakeChatwootProcess chatwoot, GatewayProcess gateway, Uri publicUrl)
    {
        (_folder, Chatwoot, Gateway, PublicUrl) = (folder, chatwoot, gateway, publicUrl);
        Agent = new ChatwootAgent(chatwoot.BaseUrl);
    }

    public FakeChatwootProcess Chatwoot { get; }

    public GatewayProcess Gateway { get; }

    public FakeChatwootApi Fake => Chatwoot.Fake;

    /// <summary>An administrator of the account.</summary>
    public ChatwootAgent Agent { get; }

    /// <summary>Where the gateway listens.</summary>
    public Uri PublicUrl { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts both.</summary>
    /// <param name="version">The double's version; its newest unless told.</param>
    /// <param name="catchUpSeconds">Between two regular passes.</param>
    /// <param name="isPublic">False leaves <c>Ponte:PublicUrl</c> out.</param>
    /// <param name="database">A PostgreSQL connection string; SQLite unless given.</param>
    public static async Task<WebhookWorld> StartAsync(string? version = null, int catchUpSeconds = 3600, bool isPublic = true, string? database = null)
    {
        var publicUrl = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var settings = new Dictionary<string, string>
        {
            ["Ponte:RateLimit:PerMinute"] = "1000000",
            ["Ponte:RateLimit:InstanceCreatePerMinute"] = "1000000",
            ["Ponte:Chatwoot:CatchUpSeconds"] = catchUpSeconds.ToString(CultureInfo.InvariantCulture),
        };
        if (isPublic)
        {
            settings["Ponte:PublicUrl"] = publicUrl.ToString();
        }

        if (database is not null)
        {
            settings["Ponte:Database"] = database;
        }

        Action<string> report = TestContext.Current.TestOutputHelper is { } output ? output.WriteLine : static _ => { };
        var folder = new TemporaryFolder();
        FakeChatwootProcess? chatwoot = null;
        try
        {
            chatwoot = await FakeChatwootProcess.StartAsync(version is null ? [] : [$"--Fake:Version={version}"], report, Token);
            var start = new GatewayStart
            {
                DataFolder = folder.File("data"),
                Settings = settings,
                Arguments = ["--urls", publicUrl.GetLeftPart(UriPartial.Authority)],
                Report = report,
            };
            return new WebhookWorld(folder, chatwoot, await GatewayProcess.StartAsync(start, Token), publicUrl);
        }
        catch
        {
            await (chatwoot?.DisposeAsync() ?? ValueTask.CompletedTask);
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A new instance with Chatwoot active on it, which Chatwoot tells by webhook as well; the cable works meanwhile.</summary>
    /// <param name="deaf">Whether the cable is cut afterwards and stays so.</param>
    /// <param name="registered">Whether to wait for the webhook.</param>
    public async Task<BridgedInstance> ActivateAsync(bool deaf = true, bool registered = true)
    {
        await Fake.CableAsync("accept", Token);
        var name = string.Create(CultureInfo.InvariantCulture, $"shop-{Interlocked.Increment(ref _last)}");
        await Gateway.Http.CreateSandboxAsync(name, Token);
        var instance = new BridgedInstance(Chatwoot, Gateway, name);
        await instance.ActivateAsync();
        if (registered)
        {
            await WebhookOfAsync(instance);
        }

        if (deaf)
        {
            await DeafenAsync();
        }

        return instance;
    }

    /// <summary>Cuts the cable and refuses new ones.</summary>
    public async Task DeafenAsync()
    {
        await Fake.CableAsync("refuse", Token);
        await Fake.CableAsync("drop", Token);
        await Eventually.HoldsAsync(async () => await Fake.CableSubscriptionsAsync(Token) == 0);
    }

    /// <summary>A customer's number that no other test uses.</summary>
    public string NextNumber() => string.Create(CultureInfo.InvariantCulture, $"55118{Interlocked.Increment(ref _last):00000000}");

    /// <summary>The account's webhooks as Chatwoot lists them.</summary>
    public async Task<List<RegisteredWebhook>> WebhooksAsync()
    {
        var answer = await Agent.SendAsync(HttpMethod.Get, "webhooks");
        return [.. answer.GetProperty("payload").GetProperty("webhooks").EnumerateArray().Select(webhook => new RegisteredWebhook(
            webhook.GetProperty("id").GetInt64(),
            webhook.GetProperty("url").GetString()!,
            webhook.TryGetProperty("secret", out var secret) ? secret.GetString() : null,
            [.. webhook.GetProperty("subscriptions").EnumerateArray().Select(name => name.GetString()!)]))];
    }

    /// <summary>Waits for the webhook of an instance.</summary>
    public async Task<RegisteredWebhook> WebhookOfAsync(BridgedInstance instance)
    {
        var id = (await instance.ListAsync()).GetProperty("bridge_integration_id").GetString()!;
        var all = await Eventually.GetAsync(WebhooksAsync, webhooks => webhooks.Any(webhook => webhook.Url.Contains(id, StringComparison.Ordinal)));
        return all.Single(webhook => webhook.Url.Contains(id, StringComparison.Ordinal));
    }

    /// <summary>How often Chatwoot was asked for the messages of a conversation.</summary>
    public async Task<int> ReadsAsync(int conversationId) =>
        (await Fake.RequestsAsync(Token)).Count(request => request.Method == "GET" && request.Path.Contains($"/conversations/{conversationId}/messages", StringComparison.Ordinal));

    /// <summary>What Chatwoot's webhook about a message would say.</summary>
    public static object News(int inboxId, long conversationId, long messageId) => new
    {
        @event = "message_created",
        id = messageId,
        content = "never to be sent",
        message_type = "outgoing",
        @private = false,
        source_id = (string?)null,
        content_attributes = new { },
        inbox = new { id = inboxId },
        conversation = new { id = conversationId },
    };

    /// <summary>The same as JSON.</summary>
    public static string NewsText(int inboxId, long conversationId, long messageId) => JsonSerializer.Serialize(News(inboxId, conversationId, messageId));

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await Gateway.DisposeAsync();
        await Chatwoot.DisposeAsync();
        _folder.Dispose();
    }
}
