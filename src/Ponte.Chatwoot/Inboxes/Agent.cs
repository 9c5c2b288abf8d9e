namespace Ponte.Chatwoot.Inboxes;

/// <summary>A user of the account, as listed under agents and inbox members (Chatwoot contract 3.3).</summary>
public sealed record Agent
{
    /// <summary>The user's id.</summary>
    public required long Id { get; init; }

    /// <summary>The user's name.</summary>
    public string? Name { get; init; }

    /// <summary><c>administrator</c> or <c>agent</c>.</summary>
    public string? Role { get; init; }

    /// <summary>The id alone.</summary>
    public override string ToString() => $"agent {Id}";
}
