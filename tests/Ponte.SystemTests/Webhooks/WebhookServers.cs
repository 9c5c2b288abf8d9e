namespace Ponte.SystemTests.Webhooks;

/// <summary>One <see cref="WebhookWorld"/> for the tests that need no other settings, which run one after the other.</summary>
public sealed class WebhookServers : IAsyncLifetime
{
    private WebhookWorld? _world;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await WebhookWorld.StartAsync();

    public ValueTask DisposeAsync() => _world?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The servers, with the double's switches as they are at its start.</summary>
    internal async Task<WebhookWorld> OpenAsync()
    {
        await _world!.Fake.SetAsync(new { cableDelayMin = 1, cableDelayMax = 20, webhookMode = "normal", webhookDelayMin = 20, webhookDelayMax = 60 }, Token);
        return _world;
    }
}
