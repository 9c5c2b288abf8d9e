using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>What is to happen on a simulated phone: one body for all kinds, and a route of its own for the usual ones.</summary>
internal static class SandboxEventEndpoints
{
    private const string Rule =
        "The body has the form of the event in `engine/PROTOCOL.md`, with `from` in place of `sender`; a person may be named by the digits of a number. "
        + "Answered only after it is on disk; the same `id` of the same kind in the same chat is absorbed. While disconnected it waits.";

    private static readonly BodyField[] Origin =
    [
        new("from", "string", "Who does it: a number of 5 to 15 digits, or a LID such as `100000000000001@lid`. With `fromMe`: the other side of the chat, unless `chat` names it.", Required: true),
        new("alias", "string", "That person's other name, told along: a LID for a number, a number for a LID."),
        new("name", "string", "The name the sender gives, up to 256 characters."),
        new("chat", "string", "A group address such as `120363000000000001@g.us`, or with `fromMe` a person; absent: the 1:1 chat with `from`."),
        new("id", "string", "The WhatsApp id; absent: a new one."),
        new("fromMe", "boolean", "Done on the phone itself; absent: `false`."),
        new("timestamp", "integer", "Unix seconds; absent: now."),
    ];

    public static void MapSandboxEvents(this RouteGroupBuilder group)
    {
        group.MapEvent("receive", "message", "Receive a message on the simulated phone", """{"from":"5511900000001","name":"Maria","text":"Hello"}""", [
            new("text", "string", "1 to 65,536 characters; either this or `content`."),
            new("content", "object", "Any content of `engine/PROTOCOL.md`, such as `{\"kind\":\"location\",\"latitude\":-23.5,\"longitude\":-46.6}`; a file is the `file` that `media` answered."),
            new("quote", "object", "The message it answers: `{\"id\", \"sender\", \"text\"}`; the last two may be absent."),
            new("mentions", "array", "Who is mentioned."),
            new("ad", "object", "The ad that led here: `title`, `text`, `url`, `picture`, each optional."),
            new("isForwarded", "boolean", "Passed on from another chat."),
            new("isStatus", "boolean", "A status and no message.")]);
        group.MapEvent("edit", "edit", "Edit a message", """{"from":"5511900000001","target":"3EB0C767D0A1B2C3D4E5F6","content":{"kind":"text","text":"Hello!"}}""", [
            new("target", "string", "The message's id.", Required: true),
            new("content", "object", "What it carries now.", Required: true)]);
        group.MapEvent("delete", "delete", "Delete a message for everyone", """{"from":"5511900000001","target":"3EB0C767D0A1B2C3D4E5F6"}""", [
            new("target", "string", "The message's id.", Required: true)]);
        group.MapEvent("reaction", "reaction", "React to a message", """{"from":"5511900000001","target":"3EB0C767D0A1B2C3D4E5F6","emoji":"👍"}""", [
            new("target", "string", "The message's id.", Required: true),
            new("emoji", "string", "The reaction; empty: it is removed.", Required: true)]);
        group.MapEvent("vote", "vote", "Vote in a poll", """{"from":"5511900000001","target":"3EB0C767D0A1B2C3D4E5F6","options":["Tuesday"]}""", [
            new("target", "string", "The poll's id.", Required: true),
            new("options", "array", "Everything chosen now; empty: the vote is taken back; absent: the poll is not known.")]);
        group.MapEvent("receipt", "receipt", "Tell how far messages got", """{"from":"5511900000001","messages":["3EB0C767D0A1B2C3D4E5F6"],"level":"read"}""", [
            new("messages", "array", "The messages' ids.", Required: true),
            new("level", "string", "`delivered`, `read` or `played`.", Required: true)]);
        group.MapMoreEvents();
    }

    private static void MapMoreEvents(this RouteGroupBuilder group)
    {
        group.MapEvent("typing", "typing", "Write, record or stop", """{"from":"5511900000001","state":"composing"}""", [
            new("state", "string", "`composing`, `recording` or `paused`. Told to a connected instance only, and kept nowhere.", Required: true)]);
        group.MapEvent("call", "call", "Call without an answer", """{"from":"5511900000001","outcome":"missed"}""", [
            new("outcome", "string", "`missed` (default) or `rejected`."),
            new("isVideo", "boolean", "A video call; absent: `false`.")]);
        group.MapEvent(
            "group", "group", "Change a group", """{"from":"5511900000001","chat":"120363000000000001@g.us","change":"added","participants":["5511900000002"]}""", [
            new("change", "string", "`created`, `joined`, `added`, `left`, `removed`, `promoted`, `demoted`, `renamed`, `described`, `pictured` or `other`.", Required: true),
            new("participants", "array", "Whom it concerns."),
            new("text", "string", "The new name or description; a new name is also what the group's profile says from then on.")]);
        group.MapPost("/{instance}/event", (HttpContext context, SandboxEngine engine) => ReceiveAsync(context, engine, kind: null))
            .WithSummary("Let anything happen on the simulated phone")
            .WithDescription(Rule + " The kinds `contact`, `picture`, `identity` and `label` happen in no chat and need no `from`.")
            .Takes("""{"kind":"identity","lid":"100000000000001@lid","phone":"5511900000001"}""", [
                new("kind", "string", "The kind of event.", Required: true),
                new("lid", "string", "Of `identity`: the LID of the person with the number `phone`."),
                new("phone", "string", "Of `identity`: the number of the person with the LID `lid`."),
                new("user", "string", "Of `contact`: who has the names `savedName`, `pushName`, `businessName`."),
                new("label", "string", "Of `label`: its id, beside `change` (`created`, `changed`, `deleted`, `assigned`, `removed`), `name`, `color`, and `chat` for the last two."),
                .. Origin.Select(field => field with { Required = false })])
            .Answers(202, "On disk", """{"success":true,"message":"Received"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "lid is required");
    }

    private static void MapEvent(this RouteGroupBuilder group, string route, string kind, string summary, string example, BodyField[] fields) =>
        group.MapPost("/{instance}/" + route, (HttpContext context, SandboxEngine engine) => ReceiveAsync(context, engine, kind))
            .WithSummary(summary)
            .WithDescription(Rule)
            .Takes(example, [.. Origin, .. fields])
            .Answers(202, kind is "receipt" or "typing" ? "Done" : "On disk", kind is "receipt" or "typing"
                ? """{"success":true,"message":"Received"}"""
                : """{"messageId":"3EB0C767D0A1B2C3D4E5F6"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "from must be 5 to 15 digits or a LID (…@lid)");

    private static async Task<IResult> ReceiveAsync(HttpContext context, SandboxEngine engine, string? kind)
    {
        var fields = await context.Request.ReadJsonAsync();
        var given = Read(fields, kind);
        var phone = engine.PhoneOf(context);
        WhatsAppEvent? happened = null;
        if (fields.Problems.Count == 0)
        {
            (happened, var problems) = phone.Read(given);
            foreach (var problem in problems)
            {
                fields.Report(problem);
            }
        }

        if (happened is null)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        await phone.ReceiveAsync(happened, CancellationToken.None);
        return happened is MessageEvent { Id: var id }
            ? Results.Json(new { messageId = id.Value }, statusCode: StatusCodes.Status202Accepted)
            : Results.Json(new { success = true, message = "Received" }, statusCode: StatusCodes.Status202Accepted);
    }

    private static SandboxEvent Read(JsonFields fields, string? kind)
    {
        var known = kind ?? fields.RequiredText("kind");
        var inNoChat = known is "contact" or "picture" or "identity" or "label";
        var fromMe = fields.Flag("fromMe") == true;
        var isComplete = inNoChat || (kind is null && fields.Problems.Count > 0) || (fromMe && fields.Has("chat"));
        return new SandboxEvent
        {
            Kind = known,
            From = isComplete ? fields.Text("from") : fields.RequiredText("from"),
            Alias = fields.Text("alias"),
            Name = fields.Text("name"),
            Chat = fields.Text("chat"),
            Id = fields.Text("id"),
            FromMe = fromMe,
            Text = known != "message" ? null
                : fields.Has("content") ? fields.Text("text", SandboxEvent.MaxTextLength)
                : fields.RequiredText("text", SandboxEvent.MaxTextLength),
            Timestamp = fields.Integer("timestamp", min: 0),
            Details = fields.Body,
        };
    }
}
