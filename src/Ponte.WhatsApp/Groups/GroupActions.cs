using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Ids;

namespace Ponte.WhatsApp.Groups;

/// <summary>Makes a group. Once it is there, a part that fails is told and undoes nothing.</summary>
/// <param name="Name">Its subject.</param>
/// <param name="Participants">Who is in it from the start, beside this number.</param>
public sealed record CreateGroup(string Name, IReadOnlyList<UserId> Participants) : SessionAction<ChangedGroup>
{
    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>A square JPEG on this machine.</summary>
    public string? PicturePath { get; init; }

    /// <summary>Who may do what.</summary>
    public GroupSettings? Settings { get; init; }
}

/// <summary>Changes a group; what is null stays.</summary>
/// <param name="Group">Which one.</param>
public sealed record UpdateGroup(ChatId Group) : SessionAction<ChangedGroup>
{
    /// <summary>Another subject.</summary>
    public string? Name { get; init; }

    /// <summary>Another description; empty: none.</summary>
    public string? Description { get; init; }

    /// <summary>A square JPEG on this machine.</summary>
    public string? PicturePath { get; init; }

    /// <summary>Takes the picture away, whatever <see cref="PicturePath"/> says.</summary>
    public bool RemovePicture { get; init; }

    /// <summary>Who may do what.</summary>
    public GroupSettings? Settings { get; init; }
}

/// <summary>A group after a change.</summary>
/// <param name="Group">As it is now.</param>
/// <param name="Failed">The parts of the change that WhatsApp did not take, by their name in the API.</param>
public sealed record ChangedGroup(GroupDetails Group, IReadOnlyList<string> Failed);

/// <summary>Asks for all groups that this number is in.</summary>
public sealed record ListGroups : SessionAction<GroupList>;

/// <summary>The groups that this number is in.</summary>
public sealed record GroupList(IReadOnlyList<GroupDetails> Groups);

/// <summary>Asks for one group: one that this number is in, or the one that a code leads to.</summary>
public sealed record ReadGroup : SessionAction<GroupDetails>
{
    /// <summary>The group.</summary>
    public ChatId? Group { get; init; }

    /// <summary>The code of its invitation link, instead.</summary>
    public string? InviteCode { get; init; }
}

/// <summary>What is to become of people in a group.</summary>
public enum MemberChange
{
    /// <summary>They come in.</summary>
    Add,

    /// <summary>They go.</summary>
    Remove,

    /// <summary>They become admins.</summary>
    Promote,

    /// <summary>They are admins no longer.</summary>
    Demote,

    /// <summary>They asked to come in, and do.</summary>
    Approve,

    /// <summary>They asked to come in, and do not.</summary>
    Reject,
}

/// <summary>Changes who is in a group and as what.</summary>
public sealed record ChangeMembers(ChatId Group, MemberChange Change, IReadOnlyList<UserId> Users) : SessionAction<MemberOutcomes>;

/// <summary>What became of each of them.</summary>
public sealed record MemberOutcomes(IReadOnlyList<MemberOutcome> Outcomes);

/// <summary>What became of one of them.</summary>
/// <param name="User">As WhatsApp names them.</param>
/// <param name="Code">200, or WhatsApp's error code.</param>
public sealed record MemberOutcome(UserId User, int Code)
{
    /// <summary>Their number, when told.</summary>
    public UserId? Phone { get; init; }
}

/// <summary>Joins a group by the code of its invitation link.</summary>
public sealed record JoinGroup(string InviteCode) : SessionAction<JoinedGroup>;

/// <summary>The group that was joined.</summary>
/// <param name="Group">Null: an admin has to let this number in first.</param>
public sealed record JoinedGroup(ChatId? Group = null);

/// <summary>Makes another invitation link; the old one leads nowhere then.</summary>
public sealed record ResetInvite(ChatId Group) : SessionAction<InviteCode>;

/// <summary>The code of an invitation link.</summary>
public sealed record InviteCode(string Code);

/// <summary>Asks who wants to be let into a group.</summary>
public sealed record ReadJoinRequests(ChatId Group) : SessionAction<JoinRequests>;

/// <summary>Who wants to be let into a group.</summary>
public sealed record JoinRequests(IReadOnlyList<JoinRequest> Requests);

/// <summary>Somebody who wants to be let into a group.</summary>
public sealed record JoinRequest(UserId User)
{
    /// <summary>Their number, when told.</summary>
    public UserId? Phone { get; init; }
}

/// <summary>Leaves a group.</summary>
public sealed record LeaveGroup(ChatId Group) : SessionAction<NoValue>;
