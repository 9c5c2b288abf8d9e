namespace Ponte.WhatsApp.Messages;

/// <summary>Something came that could not be decrypted. The sender's phone was asked to send it again; it then comes under the same id.</summary>
public sealed record IncomingUndecryptable : IncomingContent;
