namespace Ponte.Gateway.Events.Payloads;

/// <summary>Who an event is about, as far as it is known when it is told.</summary>
/// <param name="Self">The instance's own number.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Sender">Who did it.</param>
/// <param name="Participants">Whom a change of a group concerns.</param>
internal sealed record EventPeople(PersonView Self, ChatView Chat, PersonView Sender, IReadOnlyList<PersonView> Participants);
