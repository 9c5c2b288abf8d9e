using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>Somebody in a simulated group, as a file and a caller have it.</summary>
internal sealed record SandboxMember(string User, string? Alias = null, string? Name = null)
{
    public static SandboxMember Of(GroupMember member) => new(member.User.Value, member.Alias?.Value, member.Name);

    /// <summary>The member; null when the address is none.</summary>
    public GroupMember? Read() => UserId.TryParse(User, out var user)
        ? new GroupMember(user) { Alias = UserId.TryParse(Alias, out var alias) ? alias : null, Name = Name }
        : null;
}
