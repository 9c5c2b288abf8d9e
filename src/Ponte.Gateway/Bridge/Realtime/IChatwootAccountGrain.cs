using Orleans.Concurrency;

namespace Ponte.Gateway.Bridge.Realtime;

/// <summary>Owns the one realtime connection of a Chatwoot user, its catch-up and its health. Key: <see cref="Integration.AccountKey"/>.</summary>
internal interface IChatwootAccountGrain : IGrainWithStringKey
{
    /// <summary>Starts the connection; nothing happens when it stands or is on its way.</summary>
    [AlwaysInterleave]
    Task StartAsync();

    /// <summary>The account's integrations changed, or may have: starts, refreshes or stops the connection to fit.</summary>
    [AlwaysInterleave]
    Task RefreshAsync();

    /// <summary>A webhook's hint about one of its integrations is on disk.</summary>
    [AlwaysInterleave]
    Task HintAsync();

    /// <summary>Waits until the subscription is confirmed, twice 10 s at most (http-contract §9).</summary>
    /// <returns>Null when it is; else the cause in words.</returns>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:00")]
    Task<string?> ConfirmAsync();
}
