using System.Text.Json;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Profiles;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>What the simulated WhatsApp tells of people and groups.</summary>
internal static class SandboxPeopleEndpoints
{
    private const int MaxMembers = 2048;

    public static void MapSandboxPeople(this RouteGroupBuilder group)
    {
        group.MapPost("/{instance}/profile", ProfileAsync)
            .WithSummary("Set name and picture of a person or group")
            .WithDescription(
                "What is absent stays, what is empty goes. Kept on disk, and told as WhatsApp does: names of a person as `contact`, a picture as `picture`. "
                + "The name of a group is only answered when it is asked for; `group` with `renamed` tells it too.")
            .Takes(
                """{"chat":"5511900000001","pushName":"Maria","picture":"0f1e2d3c4b5a69788796a5b4c3d2e1f0"}""",
                new BodyField("chat", "string", "The person (digits or a LID) or group (`…@g.us`).", Required: true),
                new BodyField("name", "string", "The name of the group, up to 256 characters."),
                new BodyField("savedName", "string", "The person's name in the phone's address book."),
                new BodyField("pushName", "string", "The name the person gave."),
                new BodyField("businessName", "string", "The verified name of a business."),
                new BodyField("picture", "string", "The token of a file that `media` kept; empty: no picture."))
            .Answers(200, "Set", """{"success":true,"message":"Profile set"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "picture must be the token of a kept file");
        group.MapPost("/{instance}/members", MembersAsync)
            .WithSummary("Set who is in a group")
            .WithDescription("Replaces all members, at most 2,048; kept on disk, and told to nobody: that is what `group` is for.")
            .Takes(
                """{"chat":"120363000000000001@g.us","members":[{"user":"100000000000001@lid","alias":"5511900000001","name":"Maria"}]}""",
                new BodyField("chat", "string", "The group.", Required: true),
                new BodyField("members", "array", "Objects with `user`, and maybe `alias` (the other address) and `name`.", Required: true))
            .Answers(200, "Set", """{"success":true,"message":"Members set"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "chat must be a group address (…@g.us)");
        group.MapPost("/{instance}/missing", MissingAsync)
            .WithSummary("Set which numbers are not on WhatsApp")
            .WithDescription("Replaces all of them; every other number is. Kept on disk.")
            .Takes("""{"numbers":["5511900000001"]}""", new BodyField("numbers", "array", "Numbers of 5 to 15 digits.", Required: true))
            .Answers(200, "Set", """{"success":true,"message":"Missing numbers set"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "numbers must be an array of numbers of 5 to 15 digits");
    }

    private static async Task<IResult> ProfileAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var phone = engine.PhoneOf(context);
        var chat = Chat(fields);
        var (name, picture) = (fields.Text("name", SandboxEvent.MaxNameLength), fields.Text("picture"));
        var (saved, push, business) = (NameOf(fields, "savedName"), NameOf(fields, "pushName"), NameOf(fields, "businessName"));
        if (picture is { Length: > 0 } && fields.Problems.Count == 0 && !phone.HasFile(picture))
        {
            fields.Report("picture must be the token of a kept file");
        }

        if (chat is not { } known || fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        phone.SetProfile(known, name ?? business, picture);
        var told = UserId.TryParse(known.Value, out var user) ? new ContactChanged(user) { SavedName = Told(saved), PushName = Told(push), BusinessName = Told(business) } : null;
        if (told is { SavedName: not null } or { PushName: not null } or { BusinessName: not null })
        {
            await phone.ReceiveAsync(told, CancellationToken.None);
        }

        if (picture is not null)
        {
            await phone.ReceiveAsync(new PictureChanged(known), CancellationToken.None);
        }

        return Results.Json(new { success = true, message = "Profile set" });
    }

    private static string? NameOf(JsonFields fields, string name) => fields.Text(name, SandboxEvent.MaxNameLength);

    // That a name is gone is told by nobody.
    private static string? Told(string? name) => string.IsNullOrEmpty(name) ? null : name;

    private static async Task<IResult> MembersAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var chat = Chat(fields);
        if (chat is { Kind: not ChatKind.Group })
        {
            fields.Report("chat must be a group address (…@g.us)");
        }

        var members = Elements(fields, "members", MaxMembers)?.Select(Member).ToList();
        if (members is null || members.Contains(null))
        {
            fields.Report($"members must be an array of at most {MaxMembers} objects with user, and maybe alias and name");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        engine.PhoneOf(context).SetMembers(chat!.Value, [.. members!.OfType<GroupMember>()]);
        return Results.Json(new { success = true, message = "Members set" });
    }

    private static async Task<IResult> MissingAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var numbers = Elements(fields, "numbers", int.MaxValue)?.Select(Number).ToList();
        if (numbers is null || numbers.Exists(number => number?.PhoneNumber is null))
        {
            fields.Report("numbers must be an array of numbers of 5 to 15 digits");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        engine.PhoneOf(context).SetMissing(numbers!.Select(number => number!.Value.Chat.User));
        return Results.Json(new { success = true, message = "Missing numbers set" });
    }

    private static ChatId? Chat(JsonFields fields)
    {
        var text = fields.RequiredText("chat");
        if (SandboxEvent.PersonOf(text) is { } person)
        {
            return person.Chat;
        }

        if (ChatId.TryParse(text, out var chat) && chat.Kind is ChatKind.Group or ChatKind.Phone)
        {
            return chat;
        }

        if (text.Length > 0)
        {
            fields.Report("chat must be 5 to 15 digits, a LID (…@lid) or a group address (…@g.us)");
        }

        return null;
    }

    private static List<JsonElement>? Elements(JsonFields fields, string name, int max) =>
        fields.Has(name) && fields.Body.GetProperty(name) is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() <= max
            ? [.. array.EnumerateArray()]
            : null;

    private static GroupMember? Member(JsonElement element)
    {
        var fields = new JsonFields(element);
        var member = SandboxEvent.PersonOf(fields.RequiredText("user")) is { } user
            ? new GroupMember(user) { Alias = SandboxEvent.PersonOf(fields.Text("alias")), Name = fields.Text("name", SandboxEvent.MaxNameLength) }
            : null;
        return fields.Problems.Count == 0 ? member : null;
    }

    // Only ever digits: anything else is refused, half of a surrogate pair too.
    private static UserId? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetRawText().Trim('"') is var digits ? SandboxEvent.PersonOf(digits) : null;
}
