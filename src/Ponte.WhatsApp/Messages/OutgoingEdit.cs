using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>Changes the words of a text that this number wrote. WhatsApp shows it for about 15 minutes after the text only.</summary>
/// <param name="Target">The message as first sent.</param>
/// <param name="Text">Its words now.</param>
public sealed record OutgoingEdit(MessageId Target, string Text) : OutgoingContent;
