namespace Ponte.WhatsApp.Events;

/// <summary>What somebody does in a chat at the moment.</summary>
public enum TypingState
{
    /// <summary>Nothing.</summary>
    Paused,

    /// <summary>Writes.</summary>
    Composing,

    /// <summary>Records a voice note.</summary>
    Recording,
}
