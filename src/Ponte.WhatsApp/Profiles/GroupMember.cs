using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Profiles;

/// <summary>Somebody in a group.</summary>
/// <param name="User">The address the group knows them by.</param>
public sealed record GroupMember(UserId User)
{
    /// <summary>Their other address, when known.</summary>
    public UserId? Alias { get; init; }

    /// <summary>The name they go by, when known.</summary>
    public string? Name { get; init; }

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(GroupMember);
}
