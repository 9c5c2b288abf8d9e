using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Groups;

namespace Ponte.Gateway.Groups;

/// <summary>Who is in a group, and this number's own coming and going (http-contract 8.3).</summary>
internal static class GroupMemberEndpoints
{
    private const string InvalidAction = "Invalid action. Use 'add', 'remove', 'promote', 'demote', 'approve', or 'reject'";

    public static void MapGroupMembers(this RouteGroupBuilder group)
    {
        group.MapPost("/participants/{instance}", ParticipantsAsync).DescribeParticipants(InvalidAction);
        group.MapPost("/join/{instance}", JoinAsync).DescribeJoin();
        group.MapPost("/resetLink/{instance}", ResetAsync).DescribeReset();
        group.MapGet("/requests/{instance}", RequestsAsync).DescribeRequests();
        group.MapDelete("/leave/{instance}", LeaveAsync).DescribeLeave();
    }

    private static async Task<IResult> ParticipantsAsync(HttpContext context, GroupSession actions, ChatNames names)
    {
        var body = await context.Request.ReadJsonAsync();
        var (action, identifier, people) = (body.Text("action"), body.Text("identifier"), GroupFields.ReadPeople(body));
        if (body.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + body.ProblemText);
        }

        if (ChangeOf(action) is not { } change)
        {
            return ApiError.BadRequest(InvalidAction);
        }

        var instanceId = context.GetInstance().Id;
        if (!string.IsNullOrWhiteSpace(identifier) && people is not { Count: > 0 })
        {
            return ApiError.BadRequest("Participants are required");
        }

        var (group, error) = await actions.FindGroupAsync(instanceId, identifier);
        if (error is not null)
        {
            return error;
        }

        var known = change == MemberChange.Add ? await names.FindPeopleAsync(instanceId, people!, context.RequestAborted) : people!;
        var answer = await actions.AskAsync(instanceId, new ChangeMembers(group, change, known));
        return answer is ActionDone<MemberOutcomes> done
            ? Results.Json(new
            {
                success = true,
                message = "Group participants updated",
                participants = done.Value.Outcomes.Select(one => new { jid = (one.Phone ?? one.User).Value, success = one.Code == 200, error = GroupErrors.OfParticipant(one.Code) }),
            })
            : SessionActions.ErrorOf(answer, GroupErrors.OfAdmins(GroupErrors.NotAdminToChangePeople))!;
    }

    private static MemberChange? ChangeOf(string? action) => action?.ToLowerInvariant() switch
    {
        "add" => MemberChange.Add,
        "remove" => MemberChange.Remove,
        "promote" => MemberChange.Promote,
        "demote" => MemberChange.Demote,
        "approve" => MemberChange.Approve,
        "reject" => MemberChange.Reject,
        _ => null,
    };

    private static async Task<IResult> JoinAsync(HttpContext context, GroupSession actions)
    {
        var body = await context.Request.ReadJsonAsync();
        var text = body.Text("identifier");
        if (body.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + body.ProblemText);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return ApiError.BadRequest(GroupErrors.IdentifierRequired);
        }

        if (GroupIdentifier.Parse(text) is not { InviteCode: { } code })
        {
            return ApiError.BadRequest("Invalid identifier. Use an invite code or an invite link");
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new JoinGroup(code));
        return answer switch
        {
            ActionDone<JoinedGroup> { Value.Group: { } group } => Results.Json(new { success = true, message = "Successfully joined the group", groupJid = group.Value, pending = false }),
            ActionDone<JoinedGroup> => Results.Json(new { success = true, message = "Join request sent. An admin has to approve it", groupJid = (string?)null, pending = true }),
            _ => SessionActions.ErrorOf(answer, GroupErrors.OfJoining)!,
        };
    }

    private static async Task<IResult> ResetAsync(HttpContext context, GroupSession actions)
    {
        var body = await context.Request.ReadJsonAsync();
        var text = body.Text("identifier");
        if (body.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + body.ProblemText);
        }

        var (group, error) = await actions.FindGroupAsync(context.GetInstance().Id, text);
        if (error is not null)
        {
            return error;
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new ResetInvite(group));
        return answer is ActionDone<InviteCode> { Value.Code: var code }
            ? Results.Json(new
            {
                success = true,
                message = "Group invite link reset successfully",
                groupJid = group.Value,
                inviteCode = code,
                inviteLink = GroupViews.Link(code),
            })
            : SessionActions.ErrorOf(answer, GroupErrors.OfAdmins(GroupErrors.NotAdminToReset))!;
    }

    private static async Task<IResult> RequestsAsync(HttpContext context, GroupSession actions)
    {
        var (group, error) = await actions.FindGroupAsync(context.GetInstance().Id, context.Request.Query["identifier"]);
        if (error is not null)
        {
            return error;
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new ReadJoinRequests(group));
        return answer is ActionDone<JoinRequests> { Value.Requests: var requests }
            ? Results.Json(new
            {
                success = true,
                message = "Group requests retrieved successfully",
                requests = requests.Select(one => new { jid = one.User.Value, phoneNumber = (one.Phone ?? one.User).PhoneNumber?.TrimStart('+') }),
                meta = new { total = requests.Count },
            })
            : SessionActions.ErrorOf(answer, GroupErrors.OfAdmins(GroupErrors.NotAdminToViewRequests))!;
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, GroupSession actions)
    {
        var (group, error) = await actions.FindGroupAsync(context.GetInstance().Id, context.Request.Query["identifier"]);
        if (error is not null)
        {
            return error;
        }

        var answer = await actions.AskAsync(context.GetInstance().Id, new LeaveGroup(group));
        return SessionActions.ErrorOf(answer, GroupErrors.OfMembers)
            ?? Results.Json(new { success = true, message = "Successfully left the group", groupJid = group.Value });
    }
}
