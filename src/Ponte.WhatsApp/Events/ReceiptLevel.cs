namespace Ponte.WhatsApp.Events;

/// <summary>How far a message got, rising.</summary>
public enum ReceiptLevel
{
    /// <summary>WhatsApp's server has it.</summary>
    Sent = 0,

    /// <summary>On the receiver's device.</summary>
    Delivered = 1,

    /// <summary>Seen by the receiver.</summary>
    Read = 2,

    /// <summary>A voice note that was listened to.</summary>
    Played = 3,
}
