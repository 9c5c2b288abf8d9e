namespace Ponte.Chatwoot.Messages;

/// <summary>Who wrote a message.</summary>
public sealed record MessageSender
{
    /// <summary>The user's or contact's id.</summary>
    public long? Id { get; init; }

    /// <summary><c>user</c>, <c>contact</c> or <c>agent_bot</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>The display name of a user.</summary>
    public string? AvailableName { get; init; }

    /// <summary>Type and id alone.</summary>
    public override string ToString() => $"{Type} {Id}";
}
