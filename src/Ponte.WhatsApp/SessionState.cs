namespace Ponte.WhatsApp;

/// <summary>The state of a WhatsApp session.</summary>
public enum SessionState
{
    /// <summary>Not connected; nothing is sent or received.</summary>
    Disconnected,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>No phone is linked yet: a QR or pairing code is being shown and waits for the phone.</summary>
    Linking,

    /// <summary>Messages flow.</summary>
    Connected,

    /// <summary>The device was unlinked; only a new pairing helps.</summary>
    LoggedOut,
}
