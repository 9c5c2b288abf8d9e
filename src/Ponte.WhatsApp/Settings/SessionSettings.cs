namespace Ponte.WhatsApp.Settings;

/// <summary>What an owner chose for a session. Everything but the proxy and the history takes effect at once.</summary>
public sealed record SessionSettings
{
    /// <summary>The proxy; null connects directly. Takes effect at the next connect.</summary>
    public ProxySettings? Proxy { get; init; }

    /// <summary>Whether addresses in private ranges may be connected to (proxy). Link-local and metadata addresses never are.</summary>
    public bool AllowPrivateNetworks { get; init; } = true;

    /// <summary>Reject incoming calls.</summary>
    public bool AutoRejectCalls { get; init; }

    /// <summary>Sent to a caller whose call was rejected; empty sends nothing.</summary>
    public string CallRejectMessage { get; init; } = "";

    /// <summary>Show this number as online while connected.</summary>
    public bool KeepOnline { get; init; }

    /// <summary>Tell senders "read" for each message, once the gateway has stored it.</summary>
    public bool AutoReadMessages { get; init; }

    /// <summary>Take the history that the phone offers when it is linked. Takes effect at the next pairing.</summary>
    public bool SyncHistory { get; init; }
}
