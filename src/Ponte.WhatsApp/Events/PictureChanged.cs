using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Events;

/// <summary>The picture of a person or a group changed or was removed; it has to be asked for.</summary>
/// <param name="Chat">The chat whose picture it is.</param>
public sealed record PictureChanged(ChatId Chat) : WhatsAppEvent;
