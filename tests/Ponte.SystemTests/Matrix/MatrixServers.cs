using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Matrix;

/// <summary>
/// What all rows share: a number on the real engine against the simulated WhatsApp and one with a simulated phone, on one gateway, each with an inbox in
/// the Chatwoot double. A row takes a customer of its own.
/// </summary>
public sealed class MatrixServers : IAsyncLifetime
{
    private const string Sandbox = "simulated";
    private readonly LinkedServers _servers = new();
    private LinkedInstance? _shop;
    private int _sandboxInbox;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _servers.InitializeAsync();
        _shop = await _servers.ActivateAsync();
        await _servers.Gateway.Http.CreateSandboxAsync(Sandbox, Token);
        await _servers.Gateway.Http.ActivateChatwootAsync(Sandbox, _servers.ChatwootUrl, null, Token);
        var list = await _servers.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/chatwoot/list/{Sandbox}", null, 200, Token);
        _sandboxInbox = list.GetProperty("chatwoot_inbox_id").GetInt32();
    }

    /// <summary>The stage of one row.</summary>
    internal async Task<MatrixStage> StageAsync(MatrixRow row)
    {
        var customer = row.OnSandbox ? _servers.NextNumber() : await _servers.AddCustomerAsync(new { name = MatrixStage.CustomerName });
        var (instance, inbox) = row.OnSandbox ? (Sandbox, _sandboxInbox) : (_shop!.Name, _shop.InboxId);
        return new MatrixStage(_servers, instance, inbox, _shop!.Number, customer);
    }

    public ValueTask DisposeAsync() => _servers.DisposeAsync();
}
