using System.Text.Json;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>An instance on the real engine, the simulated phone that is linked to it, and its inbox in Chatwoot.</summary>
internal sealed class LinkedInstance(FakeWhatsAppApi whatsApp, FakeChatwootProcess chatwoot, GatewayProcess gateway, string name, string number)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The instance's name.</summary>
    public string Name { get; } = name;

    /// <summary>The phone's number.</summary>
    public string Number { get; } = number;

    /// <summary>The inbox in Chatwoot; 0 before the activation.</summary>
    public int InboxId { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates the instance and the phone; nothing is linked yet.</summary>
    public async Task CreateAsync(object? phone = null)
    {
        await whatsApp.AddPhoneAsync(Number, phone, Token);
        await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name = Name }, 201, Token);
    }

    /// <summary>Asks for a QR code, scans it with the phone, and waits until messages flow.</summary>
    public async Task LinkAsync()
    {
        var code = await ConnectAsync();
        await whatsApp.ScanAsync(Number, code.GetProperty("qrCode").GetString()!, Token);
        await HasStateAsync("connected");
    }

    /// <summary>The answer of <c>connect</c>, which must be 200.</summary>
    public Task<JsonElement> ConnectAsync(string query = "") =>
        gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/connect/{Name}{query}", null, 200, Token);

    /// <summary>Activates Chatwoot.</summary>
    public async Task ActivateAsync(object? activation = null)
    {
        await gateway.Http.ActivateChatwootAsync(Name, chatwoot.BaseUrl, activation, Token);
        var list = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/chatwoot/list/{Name}", null, 200, Token);
        InboxId = list.GetProperty("chatwoot_inbox_id").GetInt32();
    }

    /// <summary>The item of the instance list.</summary>
    public async Task<JsonElement> ListAsync()
    {
        var list = await gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={Name}", null, 200, Token);
        return list.GetProperty("instances")[0];
    }

    /// <summary>Waits until the list shows a state.</summary>
    public Task<JsonElement> HasStateAsync(string state) => Eventually.GetAsync(
        ListAsync,
        item => item.GetProperty("connection").GetProperty("state").GetString() == state,
        Patience,
        item => item.GetProperty("connection").ToString());

    /// <summary>Waits until the list names a cause.</summary>
    public Task<JsonElement> HasCauseAsync(string code) => Eventually.GetAsync(
        ListAsync,
        item => item.GetProperty("connection").GetProperty("cause") is { ValueKind: JsonValueKind.Object } cause && cause.GetProperty("code").GetString() == code,
        Patience,
        item => item.GetProperty("connection").ToString());

    /// <summary>Adds a customer who can write to this number.</summary>
    public Task AddCustomerAsync(string customer, object? more = null) => whatsApp.AddPeerAsync(customer, more, Token);

    /// <summary>Lets a customer write and returns the message's id.</summary>
    public Task<string> CustomerWritesAsync(string customer, string text, object? more = null) => whatsApp.WriteAsync(customer, Number, text, more, Token);

    /// <summary>Waits until the inbox has so many messages from customers, and returns them in the order of their ids.</summary>
    public Task<List<FakeMessage>> IncomingAsync(int count, TimeSpan? patience = null) => Eventually.GetAsync(
        async () => (await chatwoot.Fake.MessagesAsync(InboxId, cancellationToken: Token)).Where(message => message.MessageType == "incoming").ToList(),
        messages => messages.Count >= count,
        patience ?? Patience,
        messages => $"{messages.Count} of {count} messages");

    /// <summary>Waits until everything stored is delivered, and the ids of both sides are tied together.</summary>
    public Task NothingWaitsAsync() => Eventually.GetAsync(
        () => gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{Name}?state=pending&limit=5", null, 200, Token),
        page => page.GetProperty("deliveries").GetArrayLength() == 0,
        Patience,
        page => page.ToString());

    /// <summary>Lets an agent answer.</summary>
    public Task<long> ReplyAsync(int conversation, string text) => chatwoot.Fake.ReplyAsync(conversation, text, Token);

    /// <summary>Waits until a customer has so many messages, and returns them in the order of their arrival.</summary>
    public Task<List<FakeWhatsAppMessage>> CustomerHasAsync(string customer, int count, TimeSpan? patience = null) => Eventually.GetAsync(
        () => whatsApp.MessagesAsync(customer, Token),
        messages => messages.Count >= count,
        patience ?? Patience,
        messages => $"{messages.Count} of {count} messages");
}
