namespace Ponte.Gateway.Events.Payloads;

/// <summary>A person as events show them.</summary>
/// <param name="Jid">The address by number; the LID while no number is known; null while nothing is.</param>
/// <param name="Lid">The LID, when known.</param>
/// <param name="Name">What they are called, when known.</param>
internal sealed record PersonView(string? Jid, string? Lid, string? Name)
{
    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(PersonView);
}
