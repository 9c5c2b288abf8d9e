using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Instances;

/// <summary>A <see cref="GroupMember"/> as it travels between grains.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record MemberReply([property: Id(0)] string User, [property: Id(1)] string? Alias, [property: Id(2)] string? Name)
{
    public static MemberReply From(GroupMember member) => new(member.User.Value, member.Alias?.Value, member.Name);

    public GroupMember ToMember() => new(UserId.Parse(User)) { Alias = Alias is null ? null : UserId.Parse(Alias), Name = Name };

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(MemberReply);
}
