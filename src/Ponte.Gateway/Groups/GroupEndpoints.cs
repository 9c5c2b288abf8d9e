using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Groups;

namespace Ponte.Gateway.Groups;

/// <summary>Groups as such: made, listed, shown and changed (http-contract 8.3).</summary>
internal static class GroupEndpoints
{
    private const string InvalidBody = "Invalid request body: ";

    public static void MapGroups(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/group").WithTags("Groups").RequireToken().RequireInstance("Instance not found");
        group.MapPost("/create/{instance}", CreateAsync).DescribeCreate();
        group.MapGet("/list/{instance}", ListAsync).DescribeList();
        group.MapGet("/info/{instance}", InfoAsync).DescribeInfo();
        group.MapPut("/update/{instance}", UpdateAsync).DescribeUpdate();
        group.MapGroupMembers();
    }

    /// <summary>The group that a caller names, or the error that names why there is none.</summary>
    public static async Task<(Ponte.WhatsApp.Ids.ChatId Group, ApiError? Error)> FindGroupAsync(this GroupSession actions, string instanceId, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (default, ApiError.BadRequest(GroupErrors.IdentifierRequired));
        }

        switch (GroupIdentifier.Parse(text))
        {
            case null:
                return (default, ApiError.BadRequest(GroupErrors.InvalidIdentifier));
            case { Group: { } group }:
                return (group, null);
            case var identifier:
                var answer = await actions.AskAsync(instanceId, new ReadGroup { InviteCode = identifier.InviteCode });
                return answer is ActionDone<GroupDetails> done ? (done.Value.Id, null) : (default, SessionActions.ErrorOf(answer, GroupErrors.OfMembers));
        }
    }

    private static async Task<IResult> CreateAsync(HttpContext context, GroupSession actions, ChatNames names, ProfilePictures pictures)
    {
        var body = await context.Request.ReadJsonAsync(GroupFields.MaxBody);
        var fields = GroupFields.Read(body);
        var people = GroupFields.ReadPeople(body);
        if (body.Problems.Count > 0)
        {
            return ApiError.BadRequest(InvalidBody + body.ProblemText);
        }

        if (fields.Name is null)
        {
            return ApiError.BadRequest("Name is required");
        }

        if (body.Has("communityJid"))
        {
            return new ApiError(StatusCodes.Status501NotImplemented, "Communities are not supported");
        }

        var (picture, problem) = await PictureAsync(pictures, fields, context);
        using var file = picture;
        var known = problem is null ? await names.FindPeopleAsync(context.GetInstance().Id, people ?? [], context.RequestAborted) : [];
        return problem ?? Changed(StatusCodes.Status201Created, "Group created successfully", await actions.AskAsync(context.GetInstance().Id, new CreateGroup(fields.Name, known)
        {
            Description = fields.Description,
            PicturePath = picture?.Path,
            Settings = fields.Settings,
        }));
    }

    private static async Task<IResult> ListAsync(HttpContext context, GroupSession actions)
    {
        var withMembers = context.Request.Query["includeMembers"] == "true";
        var answer = await actions.AskAsync(context.GetInstance().Id, new ListGroups());
        return answer is ActionDone<GroupList> { Value.Groups: var groups }
            ? Results.Json(new
            {
                success = true,
                message = "Groups retrieved successfully",
                groups = groups.Select(group => GroupViews.Item(group, withMembers)),
                total = groups.Count,
            })
            : SessionActions.ErrorOf(answer)!;
    }

    private static async Task<IResult> InfoAsync(HttpContext context, GroupSession actions)
    {
        var text = context.Request.Query["identifier"].ToString();
        var withParticipants = context.Request.Query["participants"] != "false";
        if (string.IsNullOrWhiteSpace(text))
        {
            return ApiError.BadRequest(GroupErrors.IdentifierRequired);
        }

        if (GroupIdentifier.Parse(text) is not { } identifier)
        {
            return ApiError.BadRequest(GroupErrors.InvalidIdentifier);
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new ReadGroup { Group = identifier.Group, InviteCode = identifier.InviteCode });
        return answer is ActionDone<GroupDetails> done
            ? Results.Json(new { success = true, message = "Group info retrieved successfully", group = GroupViews.Detail(done.Value, withParticipants) })
            : SessionActions.ErrorOf(answer, GroupErrors.OfMembers)!;
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, GroupSession actions, ProfilePictures pictures)
    {
        var body = await context.Request.ReadJsonAsync(GroupFields.MaxBody);
        var identifier = body.Text("identifier");
        var fields = GroupFields.Read(body);
        if (body.Problems.Count > 0)
        {
            return ApiError.BadRequest(InvalidBody + body.ProblemText);
        }

        if (!string.IsNullOrWhiteSpace(identifier) && fields.IsEmpty)
        {
            return ApiError.BadRequest(GroupFields.NothingGiven);
        }

        var (group, error) = await actions.FindGroupAsync(context.GetInstance().Id, identifier);
        var (picture, problem) = error is null ? await PictureAsync(pictures, fields, context) : (null, error);
        using var file = picture;
        return problem ?? Changed(StatusCodes.Status200OK, "Group updated successfully: " + string.Join(", ", fields.Parts), await actions.AskAsync(context.GetInstance().Id, new UpdateGroup(group)
        {
            Name = fields.Name,
            Description = fields.Description,
            PicturePath = picture?.Path,
            RemovePicture = fields.RemoveImage,
            Settings = fields.Settings,
        }));
    }

    private static async Task<(MediaFile? Picture, ApiError? Problem)> PictureAsync(ProfilePictures pictures, GroupFields fields, HttpContext context)
    {
        if (fields.RemoveImage || string.IsNullOrEmpty(fields.Image))
        {
            return (null, null);
        }

        var (picture, problem) = await pictures.MakeAsync(fields.Image, context.RequestAborted);
        return (picture, picture is null ? ApiError.BadRequest($"{InvalidBody}image {problem}") : null);
    }

    private static IResult Changed(int status, string message, ActionAnswer<ChangedGroup> answer) => answer is ActionDone<ChangedGroup> { Value: var changed }
        ? Results.Json(
            new
            {
                success = true,
                message = changed.Failed.Count == 0 ? message : $"{message}. WhatsApp did not take: {string.Join(", ", changed.Failed)}",
                group = GroupViews.Info(changed.Group),
            },
            statusCode: status)
        : SessionActions.ErrorOf(answer, GroupErrors.OfAdmins(GroupErrors.NotAdminToChange))!;
}
