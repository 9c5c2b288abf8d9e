using System.Text.Json.Serialization;

namespace Ponte.WhatsApp.Events;

/// <summary>One thing that happened on WhatsApp: a closed set of kinds, one record each. As JSON (<see cref="Json.EventJson"/>) it is an event of engine/PROTOCOL.md.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MessageReceived), "message")]
[JsonDerivedType(typeof(MessageEdited), "edit")]
[JsonDerivedType(typeof(MessageDeleted), "delete")]
[JsonDerivedType(typeof(ReactionChanged), "reaction")]
[JsonDerivedType(typeof(PollVoted), "vote")]
[JsonDerivedType(typeof(ReceiptReceived), "receipt")]
[JsonDerivedType(typeof(CallChanged), "call")]
[JsonDerivedType(typeof(GroupChanged), "group")]
[JsonDerivedType(typeof(TypingChanged), "typing")]
[JsonDerivedType(typeof(ContactChanged), "contact")]
[JsonDerivedType(typeof(PictureChanged), "picture")]
[JsonDerivedType(typeof(IdentityLinked), "identity")]
[JsonDerivedType(typeof(LabelChanged), "label")]
public abstract record WhatsAppEvent
{
    private protected WhatsAppEvent()
    {
    }

    /// <summary>The kind and the id only: events are printed into logs, and who writes what to whom does not belong there.</summary>
    public sealed override string ToString() => this is MessageEvent { Id: var id } ? $"{GetType().Name} {id}" : GetType().Name;
}
