using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>Deletes a message of this number for everyone.</summary>
/// <param name="Target">The message.</param>
public sealed record OutgoingDelete(MessageId Target) : OutgoingContent;
