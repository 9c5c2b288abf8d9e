namespace Ponte.WhatsApp.Messages;

/// <summary>A picture, video or recording that may be seen once, on the phone. Linked devices do not get it.</summary>
/// <param name="Media">What it is, when known.</param>
public sealed record IncomingViewOnce(MediaKind? Media = null) : IncomingContent;
