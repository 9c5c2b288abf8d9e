using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ponte.Testing;

/// <summary>The control API of the simulated WhatsApp server. Numbers are digits without a plus.</summary>
public sealed partial class FakeWhatsAppApi(Uri control) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = control, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Adds a person's own phone, which can link companions.</summary>
    public Task AddPhoneAsync(string number, object? more = null, CancellationToken cancellationToken = default) =>
        PostAsync("/phones", With(more, number), cancellationToken);

    /// <summary>Scans a companion's QR code with that phone.</summary>
    public Task ScanAsync(string number, string qr, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{number}/scan", new { qr }, cancellationToken);

    /// <summary>Types a pairing code on that phone.</summary>
    public Task EnterCodeAsync(string number, string code, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{number}/enter-code", new { code }, cancellationToken);

    /// <summary>The phone and its linked devices.</summary>
    public Task<JsonElement> PhoneAsync(string number, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Get, $"/phones/{number}", null, 200, cancellationToken);

    /// <summary>How often the linked devices of a phone have logged in.</summary>
    public async Task<int> LoginsAsync(string number, CancellationToken cancellationToken = default) =>
        (await PhoneAsync(number, cancellationToken)).GetProperty("devices").EnumerateArray().Sum(device => device.GetProperty("logins").GetInt32());

    /// <summary>The messages that a customer's phone could not read: id, sender, error, time.</summary>
    public Task<JsonElement> FailuresAsync(string number, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Get, $"/peers/{number}/failures", null, 200, cancellationToken);

    /// <summary>Does something to the companion's connection: <c>drop</c>, <c>restart</c>, <c>replaced</c>, <c>logout</c>, <c>banned</c>, <c>outdated</c>, <c>refuse</c>, <c>stall</c>, <c>allow</c>.</summary>
    public Task ConnectionAsync(string number, string action, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{number}/connection", new { action }, cancellationToken);

    /// <summary>Says how the companion's sends are acknowledged: <c>normal</c>, <c>withhold</c>, <c>refuse</c>, <c>drop</c>.</summary>
    public Task AcksAsync(string number, string mode, int? code = null, int? next = null, CancellationToken cancellationToken = default) =>
        PostAsync($"/phones/{number}/acks", new { mode, code, next }, cancellationToken);

    /// <summary>Adds another person with a phone of their own.</summary>
    public Task AddPeerAsync(string number, object? more = null, CancellationToken cancellationToken = default) =>
        PostAsync("/peers", With(more, number), cancellationToken);

    /// <summary>Lets a peer write to a phone and returns the message's id.</summary>
    public async Task<string> WriteAsync(string peer, string to, string text, object? more = null, CancellationToken cancellationToken = default)
    {
        var answer = await PostAsync($"/peers/{peer}/messages", Body(more, Chat(to), ("text", text)), cancellationToken);
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>What a peer decrypted, in the order of its first arrival.</summary>
    public async Task<List<FakeWhatsAppMessage>> MessagesAsync(string peer, CancellationToken cancellationToken = default) =>
        (await _http.SendAsync(HttpMethod.Get, $"/peers/{peer}/messages", null, 200, cancellationToken)).Deserialize<List<FakeWhatsAppMessage>>(JsonSerializerOptions.Web)!;

    /// <summary>Everything the companion of a phone sent as a receipt, in order.</summary>
    public async Task<List<FakeWhatsAppReceipt>> ReceiptsAsync(string number, CancellationToken cancellationToken = default) =>
        (await _http.SendAsync(HttpMethod.Get, $"/receipts?number={number}", null, 200, cancellationToken)).Deserialize<List<FakeWhatsAppReceipt>>(JsonSerializerOptions.Web)!;

    /// <summary>Creates a group and returns its address.</summary>
    public async Task<string> CreateGroupAsync(string subject, string owner, IEnumerable<string> participants, object? more = null, CancellationToken cancellationToken = default)
    {
        var body = Body(more, ("subject", subject), ("owner", owner), ("participants", participants));
        return (await PostAsync("/groups", body, cancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>Lets a peer ask for a message once more, as when it could not read it.</summary>
    public Task AskRetryAsync(string peer, string messageId, CancellationToken cancellationToken = default) =>
        PostAsync($"/peers/{peer}/retry", new { id = messageId }, cancellationToken);

    /// <summary>Any other call of the control API.</summary>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Post, path, body, 200, cancellationToken);

    /// <summary>Any other question of the control API.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Get, path, null, 200, cancellationToken);

    /// <summary>Ends something by the control API.</summary>
    public Task<JsonElement> DeleteAsync(string path, CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Delete, path, null, 200, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static JsonObject With(object? more, string number) => Body(more, ("number", number));

    private static JsonObject Body(object? more, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { }, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                body[name] = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web);
            }
        }

        return body;
    }

    private static (string Name, object? Value) Chat(string to) => (to.EndsWith("@g.us", StringComparison.Ordinal) ? "group" : "to", to);
}
