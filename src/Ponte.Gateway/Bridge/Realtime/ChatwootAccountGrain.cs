namespace Ponte.Gateway.Bridge.Realtime;

/// <inheritdoc cref="IChatwootAccountGrain"/>
[KeepAlive]
internal sealed class ChatwootAccountGrain(AccountFeedFactory feeds) : Grain, IChatwootAccountGrain
{
    private AccountFeed? _feed;

    public Task StartAsync() => _feed is null ? RefreshAsync() : Task.CompletedTask;

    public async Task RefreshAsync()
    {
        var feed = _feed ??= feeds.Create(AccountKey.Parse(this.GetPrimaryKeyString()));
        if (!await feed.RefreshAsync(CancellationToken.None) && _feed == feed)
        {
            _feed = null;
            await feed.DisposeAsync();
        }
    }

    public async Task HintAsync()
    {
        await StartAsync();
        _feed?.Hint();
    }

    public async Task<string?> ConfirmAsync()
    {
        await RefreshAsync();
        return _feed is null ? "there is nothing to listen for" : await _feed.ConfirmAsync(CancellationToken.None);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_feed is { } feed)
        {
            _feed = null;
            await feed.DisposeAsync();
        }
    }
}
