using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Messages;

/// <summary>What a message to send carries: a closed set of kinds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OutgoingText), "text")]
[JsonDerivedType(typeof(OutgoingMedia), "media")]
[JsonDerivedType(typeof(OutgoingLocation), "location")]
[JsonDerivedType(typeof(OutgoingContacts), "contacts")]
[JsonDerivedType(typeof(OutgoingPoll), "poll")]
[JsonDerivedType(typeof(OutgoingReaction), "reaction")]
[JsonDerivedType(typeof(OutgoingEdit), "edit")]
[JsonDerivedType(typeof(OutgoingDelete), "delete")]
public abstract record OutgoingContent
{
    private protected OutgoingContent()
    {
    }

    /// <summary>The kind only: words, places and numbers do not belong in logs.</summary>
    public sealed override string ToString() => GetType().Name;
}
