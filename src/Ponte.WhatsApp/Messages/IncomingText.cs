namespace Ponte.WhatsApp.Messages;

/// <summary>A plain text message.</summary>
/// <param name="Text">The text in WhatsApp's own formatting, up to 65,536 characters.</param>
public sealed record IncomingText(string Text) : IncomingContent;
