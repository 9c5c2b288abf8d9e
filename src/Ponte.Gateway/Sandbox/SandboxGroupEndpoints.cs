using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>Groups of the simulated phone, beside their members.</summary>
internal static class SandboxGroupEndpoints
{
    private const int MaxUsers = 500;

    public static void MapSandboxGroups(this RouteGroupBuilder group) => group.MapPost("/{instance}/requests", RequestsAsync)
        .WithSummary("Set who asks to be let into a group")
        .WithDescription("Of a group that the phone made; replaces all of them, at most 500.")
        .Takes(
            """{"chat":"120363900000000001@g.us","users":["5511900000001"]}""",
            new BodyField("chat", "string", "The group.", Required: true),
            new BodyField("users", "array", "People: digits or LIDs.", Required: true))
        .Answers(200, "Set", """{"success":true,"message":"Requests set"}""")
        .Refuses(400, SandboxEndpoints.InvalidBody + "chat must be a group that this phone made");

    private static async Task<IResult> RequestsAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var chat = fields.RequiredText("chat");
        var users = fields.TextList("users", MaxUsers)?.Select(SandboxEvent.PersonOf).ToList();
        if (users is null || users.Contains(null))
        {
            fields.Report("users must be an array of numbers or LIDs");
        }

        if (fields.Problems.Count == 0
            && !(ChatId.TryParse(chat, out var group) && engine.PhoneOf(context).SetJoinRequests(group, [.. users!.OfType<UserId>()])))
        {
            fields.Report("chat must be a group that this phone made");
        }

        return fields.Problems.Count == 0
            ? Results.Json(new { success = true, message = "Requests set" })
            : ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
    }
}
