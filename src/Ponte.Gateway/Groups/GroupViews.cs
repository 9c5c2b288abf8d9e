using Ponte.WhatsApp.Groups;

namespace Ponte.Gateway.Groups;

/// <summary>Groups as the API shows them (http-contract 8.3).</summary>
internal static class GroupViews
{
    private const string LinkStart = "https://chat.whatsapp.com/";

    /// <summary>The invitation link of a code.</summary>
    public static string? Link(string? code) => code is null ? null : LinkStart + code;

    /// <summary>GroupInfo.</summary>
    public static object Info(GroupDetails group) => new
    {
        name = group.Name,
        jid = group.Id.Value,
        description = group.Description ?? "",
        inviteCode = group.InviteCode,
        inviteLink = Link(group.InviteCode),
        createdBy = group.CreatedBy?.Value,
        participantCount = group.Size,
        participants = group.Participants.Select(one => new { jid = (one.Phone ?? one.User).Value, isAdmin = one.IsAdmin, isSuperAdmin = one.IsSuperAdmin }),
        groupSettings = Settings(group.Settings),
    };

    /// <summary>GroupDetail.</summary>
    public static object Detail(GroupDetails group, bool withParticipants) => new
    {
        name = group.Name,
        jid = group.Id.Value,
        description = group.Description ?? "",
        image = group.PictureUrl,
        inviteCode = group.InviteCode,
        inviteLink = Link(group.InviteCode),
        createdBy = group.CreatedBy?.Value,
        createdAt = group.CreatedAt?.UtcDateTime,
        participantCount = group.Size,
        participants = withParticipants ? group.Participants.Select(Participant) : [],
        groupSettings = Settings(group.Settings),
        metadata = new { },
        isEphemeral = group.IsEphemeral,
        isIncognito = false,
        isSuspended = false,
        isDefaultSubGroup = group.IsDefaultSubGroup,
    };

    /// <summary>One of a list.</summary>
    public static object Item(GroupDetails group, bool withMembers) => new
    {
        groupJid = group.Id.Value,
        name = group.Name,
        description = group.Description ?? "",
        memberCount = group.Size,
        createdAt = group.CreatedAt?.UtcDateTime,
        members = withMembers ? group.Participants.Select(Participant) : null,
    };

    private static object Participant(GroupParticipant one) =>
        new { jid = (one.Phone ?? one.User).Value, lid = one.Lid?.Value, isAdmin = one.IsAdmin, isSuperAdmin = one.IsSuperAdmin };

    private static object Settings(GroupSettings settings) => new
    {
        membersCanEditInfo = settings.MembersCanEditInfo == true,
        membersCanSendMessages = settings.MembersCanSendMessages == true,
        membersCanAddOthers = settings.MembersCanAddOthers == true,
        requireAdminApproval = settings.RequireAdminApproval == true,
    };
}
