using System.Text.Json.Serialization;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>A reaction of this number to a message. It replaces the one before.</summary>
/// <param name="Target">The message.</param>
/// <param name="FromMe">Whether this number wrote that message.</param>
/// <param name="Participant">Who wrote it; needed in a group when this number did not.</param>
/// <param name="Emoji">The reaction; empty: none any more.</param>
public sealed record OutgoingReaction(
    MessageId Target, bool FromMe, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] UserId? Participant, string Emoji) : OutgoingContent;
