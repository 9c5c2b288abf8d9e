using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Messages;

/// <summary>A received message, as WhatsApp needs it named.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Participant">Who wrote it, in a group; else null.</param>
public sealed record MessageAddress(MessageId Id, UserId? Participant)
{
    /// <summary>The id only.</summary>
    public override string ToString() => Id.Value;
}
