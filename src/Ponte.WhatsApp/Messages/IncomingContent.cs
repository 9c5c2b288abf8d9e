using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Messages;

/// <summary>What a received message carries: a closed set of kinds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IncomingText), "text")]
[JsonDerivedType(typeof(IncomingMedia), "media")]
[JsonDerivedType(typeof(IncomingViewOnce), "viewOnce")]
[JsonDerivedType(typeof(IncomingLocation), "location")]
[JsonDerivedType(typeof(IncomingContacts), "contacts")]
[JsonDerivedType(typeof(IncomingPoll), "poll")]
[JsonDerivedType(typeof(IncomingChoice), "choice")]
[JsonDerivedType(typeof(IncomingMenu), "menu")]
[JsonDerivedType(typeof(IncomingEvent), "event")]
[JsonDerivedType(typeof(IncomingOrder), "order")]
[JsonDerivedType(typeof(IncomingProduct), "product")]
[JsonDerivedType(typeof(IncomingInvite), "invite")]
[JsonDerivedType(typeof(IncomingUndecryptable), "undecryptable")]
[JsonDerivedType(typeof(IncomingUnsupported), "unsupported")]
public abstract record IncomingContent
{
    private protected IncomingContent()
    {
    }

    /// <summary>The kind only: words, places and numbers do not belong in logs.</summary>
    public sealed override string ToString() => GetType().Name;
}
