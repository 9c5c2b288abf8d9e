namespace Ponte.WhatsApp.Settings;

/// <summary>How a proxy is spoken to.</summary>
public enum ProxyProtocol
{
    /// <summary>HTTP CONNECT in the clear.</summary>
    Http,

    /// <summary>HTTP CONNECT inside TLS.</summary>
    Https,

    /// <summary>SOCKS version 5; names are resolved by the proxy.</summary>
    Socks5,
}
