using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>A label of this number, or which chats have it, changed.</summary>
/// <param name="Label">WhatsApp's id of it.</param>
/// <param name="Change">What happened.</param>
/// <param name="SentAt">When this was heard: WhatsApp tells no time of it.</param>
public sealed record LabelChanged(string Label, LabelChange Change, DateTimeOffset SentAt) : WhatsAppEvent
{
    /// <summary>Its words, where they are known.</summary>
    public string? Name { get; init; }

    /// <summary>The place in WhatsApp's palette, 0 to 19, where it is known.</summary>
    public int? Color { get; init; }

    /// <summary>The chat that has it now, or no longer; null when the label itself changed.</summary>
    public ChatId? Chat { get; init; }
}
