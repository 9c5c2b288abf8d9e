using Ponte.Gateway.Api;

namespace Ponte.Gateway.Groups;

/// <summary>What goes wrong with groups, in the words of http-contract 8.3.</summary>
internal static class GroupErrors
{
    public const string IdentifierRequired = "Identifier is required";
    public const string InvalidIdentifier = "Invalid identifier. Use a group JID, an invite code or an invite link";
    public const string NotFoundText = "Group not found or you are not a member of this group";
    public const string DeadLinkText = "Invite link has been revoked or expired";
    public const string NotAdminToReset = "Not authorized to reset group invite link (must be admin)";
    public const string NotAdminToViewRequests = "Not authorized to view group requests (must be admin)";
    public const string NotAdminToChange = "Not authorized to change this group (must be admin)";
    public const string NotAdminToChangePeople = "Not authorized to change group participants (must be admin)";

    public static ApiError NotFound { get; } = ApiError.NotFound(NotFoundText);

    /// <summary>Of a question that every member may ask.</summary>
    public static ApiError? OfMembers(int code) => code is 401 or 403 or 404 or 406 or 410 ? NotFound : null;

    /// <summary>Of what only admins may do.</summary>
    public static Func<int, ApiError?> OfAdmins(string text) => code => code switch
    {
        401 or 403 => new ApiError(StatusCodes.Status403Forbidden, text),
        404 or 410 => NotFound,
        _ => null,
    };

    /// <summary>Of joining by a link.</summary>
    public static ApiError? OfJoining(int code) => code switch
    {
        404 or 406 or 410 => ApiError.BadRequest(DeadLinkText),
        401 or 403 => new ApiError(StatusCodes.Status403Forbidden, "Not allowed to join this group"),
        409 => new ApiError(StatusCodes.Status409Conflict, "You are already a member of this group"),
        _ => null,
    };

    /// <summary>Why nothing became of one participant.</summary>
    public static string? OfParticipant(int code) => code switch
    {
        200 => null,
        401 => "they have blocked this number",
        403 => "their privacy settings do not allow it; send them the invite link",
        404 => "not found",
        408 => "they left the group lately; send them the invite link",
        409 => "already in the group",
        419 => "the group is full",
        _ => $"WhatsApp refused (error {code})",
    };
}
