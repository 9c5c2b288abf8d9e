using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Groups;

/// <summary>A group as WhatsApp shows it to this number.</summary>
/// <param name="Id">Its address.</param>
/// <param name="Name">Its subject.</param>
public sealed record GroupDetails(ChatId Id, string Name)
{
    /// <summary>Its description, if it has one.</summary>
    public string? Description { get; init; }

    /// <summary>The code of the invitation link; null when this number may not see it.</summary>
    public string? InviteCode { get; init; }

    /// <summary>Who made it, when known.</summary>
    public UserId? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How many people are in it.</summary>
    public int Size { get; init; }

    /// <summary>Those of them who are told.</summary>
    public IReadOnlyList<GroupParticipant> Participants { get; init; } = [];

    /// <summary>Who may do what.</summary>
    public GroupSettings Settings { get; init; } = new();

    /// <summary>Where its picture is, for a while; null: none, or none that this number may see.</summary>
    public string? PictureUrl { get; init; }

    /// <summary>Messages disappear after a time.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>The group of announcements of a community.</summary>
    public bool IsDefaultSubGroup { get; init; }

    /// <summary>The address only.</summary>
    public override string ToString() => Id.Value;
}

/// <summary>Somebody in a group, and what they may do there.</summary>
/// <param name="User">The address the group knows them by.</param>
public sealed record GroupParticipant(UserId User)
{
    /// <summary>Their LID, when known.</summary>
    public UserId? Lid { get; init; }

    /// <summary>Their number, when known.</summary>
    public UserId? Phone { get; init; }

    /// <summary>An admin; also the one who made the group.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>The one who made the group.</summary>
    public bool IsSuperAdmin { get; init; }

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(GroupParticipant);
}

/// <summary>Who may do what in a group. In a change, null keeps what is there.</summary>
public sealed record GroupSettings
{
    /// <summary>Not only admins change name, picture and description.</summary>
    public bool? MembersCanEditInfo { get; init; }

    /// <summary>Not only admins write.</summary>
    public bool? MembersCanSendMessages { get; init; }

    /// <summary>Not only admins add people.</summary>
    public bool? MembersCanAddOthers { get; init; }

    /// <summary>Whoever comes by the link is let in by an admin.</summary>
    public bool? RequireAdminApproval { get; init; }
}
