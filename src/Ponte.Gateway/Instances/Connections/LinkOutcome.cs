namespace Ponte.Gateway.Instances.Connections;

internal enum LinkOutcome
{
    /// <summary>No code could be had; the cause says why.</summary>
    Failed,

    /// <summary>A QR code.</summary>
    Qr,

    /// <summary>A pairing code.</summary>
    PairingCode,

    /// <summary>A phone is linked and connected.</summary>
    Connected,

    /// <summary>A phone is linked and the connection is being made.</summary>
    Connecting,

    /// <summary>A logout or deletion came in between.</summary>
    Interrupted,
}
