namespace Ponte.WhatsApp.Messages;

/// <summary>Content that Ponte cannot carry yet. It must still be visible to the agent.</summary>
/// <param name="Type">WhatsApp's name of the kind, for example <c>imageMessage</c>.</param>
/// <param name="Caption">The words that came with it, when there are any.</param>
public sealed record IncomingUnsupported(string Type, string? Caption = null) : IncomingContent;
