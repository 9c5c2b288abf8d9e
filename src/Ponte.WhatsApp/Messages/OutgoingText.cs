namespace Ponte.WhatsApp.Messages;

/// <summary>A text.</summary>
/// <param name="Text">The text in WhatsApp's own formatting, up to 65,536 characters.</param>
public sealed record OutgoingText(string Text) : OutgoingContent;
