using Ponte.Gateway.Api;
using Ponte.Gateway.ChatActions;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;
using Ponte.Gateway.Messages;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Profile;

/// <summary>What WhatsApp shows of this number and of others, and to whom (http-contract 8.6).</summary>
internal static class ProfileEndpoints
{
    public const string NothingGiven = "Invalid request body: give at least one of profilePicture, profileName, profileStatus";
    public const string NoPrivacyGiven = "Invalid request body: give at least one setting in visibility, privacy or permissions";

    // WhatsApp's own limits.
    private const int MaxName = 25;
    private const int MaxStatus = 139;

    public static void MapProfile(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/profile").WithTags("Profile").RequireToken().RequireInstance("Instance not found");
        group.MapPost("/account/{instance}", ChangeAsync).DescribeChange();
        group.MapGet("/getAccount/{instance}", ReadAsync).DescribeRead();
        group.MapGet("/getPrivacy/{instance}", PrivacyAsync).DescribePrivacy();
        group.MapGet("/privacy/{instance}", PrivacyAsync).DescribePrivacy();
        group.MapPost("/privacy/{instance}", ChangePrivacyAsync).DescribeChangePrivacy();
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, SessionActions actions, ProfilePictures pictures)
    {
        var fields = await context.Request.ReadJsonAsync(ProfilePictures.MaxLength + (64 * 1024));
        var (source, name, status) = (fields.Text("profilePicture", ProfilePictures.MaxLength), fields.Text("profileName", MaxName), fields.Text("profileStatus", MaxStatus));
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            fields.Report("profileName must not be empty");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + fields.ProblemText);
        }

        string[] updated = [.. Changed(source, "profilePicture"), .. Changed(name, "profileName"), .. Changed(status, "profileStatus")];
        if (updated.Length == 0)
        {
            return ApiError.BadRequest(NothingGiven);
        }

        var (picture, problem) = string.IsNullOrEmpty(source) ? (null, "") : await pictures.MakeAsync(source, context.RequestAborted);
        using var file = picture;
        if (problem.Length > 0)
        {
            return ApiError.BadRequest($"Invalid request body: profilePicture {problem}");
        }

        var answer = await actions.AskAsync(
            context.GetInstance().Id, new ChangeAccount { Name = name, Status = status, PicturePath = picture?.Path, RemovePicture = source is "" });
        return SessionActions.ErrorOf(answer) ?? Results.Json(new { success = true, message = "Profile updated successfully", updatedFields = updated });
    }

    private static string[] Changed(string? value, string name) => value is null ? [] : [name];

    private static async Task<IResult> ReadAsync(HttpContext context, SessionActions actions, ChatNames names, PersonNames people)
    {
        var (text, instanceId) = (context.Request.Query["number"].ToString(), context.GetInstance().Id);
        UserId? user = null;
        if (text.Length > 0)
        {
            if (!UserId.TryParse(ChatSearch.AddressOf(text)?.Value, out var named))
            {
                return ApiError.BadRequest(ChatFields.InvalidNumber);
            }

            if (!UserId.TryParse((await names.FindAsync(instanceId, named.Chat, context.RequestAborted))?.Value, out var found))
            {
                return ApiError.BadRequest(ChatFields.NotOnWhatsApp);
            }

            user = found;
        }

        var answer = await actions.AskAsync(instanceId, new ReadAccount(user));
        if (answer is not ActionDone<AccountDetails> { Value: var account })
        {
            return SessionActions.ErrorOf(answer)!;
        }

        var profile = new
        {
            profilePicture = account.PictureUrl,
            profileName = account.Name ?? await people.FindAsync(instanceId, account.User, context.RequestAborted) ?? "",
            profileStatus = account.Status ?? "",
            phoneNumber = account.Phone?.PhoneNumber?.TrimStart('+'),
            jid = (account.Phone ?? account.User).Value,
            lid = account.Lid?.Value,
        };
        return Results.Json(new { success = true, message = "Profile retrieved successfully", profile });
    }

    private static async Task<IResult> PrivacyAsync(HttpContext context, SessionActions actions) =>
        Shown("Privacy settings retrieved successfully", await actions.AskAsync(context.GetInstance().Id, new ReadPrivacy()));

    private static async Task<IResult> ChangePrivacyAsync(HttpContext context, SessionActions actions)
    {
        var fields = await context.Request.ReadJsonAsync();
        var settings = PrivacyFields.Read(fields);
        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest("Invalid request body: " + fields.ProblemText);
        }

        return settings == new PrivacySettings()
            ? ApiError.BadRequest(NoPrivacyGiven)
            : Shown("Privacy settings updated successfully", await actions.AskAsync(context.GetInstance().Id, new ChangePrivacy(settings)));
    }

    private static IResult Shown(string message, ActionAnswer<PrivacySettings> answer) => answer is ActionDone<PrivacySettings> done
        ? Results.Json(new { success = true, message, settings = PrivacyFields.View(done.Value) })
        : SessionActions.ErrorOf(answer)!;
}
