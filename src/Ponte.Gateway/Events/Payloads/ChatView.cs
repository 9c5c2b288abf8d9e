namespace Ponte.Gateway.Events.Payloads;

/// <summary>A chat as events show it.</summary>
/// <param name="Jid">The address: of a person by number while one is known.</param>
/// <param name="Lid">The person's LID, when known.</param>
/// <param name="Name">What the person or group is called, as far as Ponte knows.</param>
/// <param name="Type"><c>private</c>, <c>group</c>, <c>newsletter</c> or <c>broadcast</c>.</param>
internal sealed record ChatView(string? Jid, string? Lid, string? Name, string Type)
{
    /// <summary>The other side of a private chat.</summary>
    public PersonView ToPerson() => new(Jid, Lid, Name);

    /// <summary>The kind alone: the rest is personal.</summary>
    public override string ToString() => $"{Type} chat";
}
