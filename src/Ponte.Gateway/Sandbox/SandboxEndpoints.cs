using Microsoft.Extensions.Options;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances;
using Ponte.WhatsApp;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary><c>/api/sandbox/…</c>, our extension: the other side of a simulated phone.</summary>
internal static class SandboxEndpoints
{
    private const string Off = "The sandbox is switched off on this server (Ponte:Sandbox:Enabled)";
    private const string NotASandbox = "The instance is not a sandbox: create one with \"engine\":\"sandbox\"";
    private const string InvalidBody = "Invalid request body: ";

    public static void MapSandbox(this IEndpointRouteBuilder endpoints)
    {
        var enabled = endpoints.ServiceProvider.GetRequiredService<IOptions<SandboxOptions>>().Value.Enabled;
        var group = endpoints.MapGroup("/api/sandbox").WithTags("Sandbox").RequireToken().RequireSandbox(enabled);
        group.MapPost("/{instance}/receive", ReceiveAsync)
            .WithSummary("Receive a message on the simulated phone")
            .WithDescription("Plays a customer's message. Answered only after it is on disk; the same `id` in the same chat is absorbed. While disconnected it waits.")
            .Takes(
                """{"from":"5511900000001","name":"Maria","text":"Hello"}""",
                new BodyField("from", "string", "The sender: a number of 5 to 15 digits, or a LID such as `100000000000001@lid`.", Required: true),
                new BodyField("alias", "string", "The sender's other name, told with the message: a LID for a number, a number for a LID."),
                new BodyField("name", "string", "The name the sender gives, up to 256 characters."),
                new BodyField("chat", "string", "A group address such as `120363000000000001@g.us`; absent: the 1:1 chat with `from`."),
                new BodyField("id", "string", "The WhatsApp message id; absent: a new one."),
                new BodyField("text", "string", "1 to 65,536 characters.", Required: true),
                new BodyField("timestamp", "integer", "Unix seconds; absent: now."))
            .Answers(202, "On disk", """{"messageId":"3EB0C767D0A1B2C3D4E5F6"}""")
            .Refuses(400, InvalidBody + "from must be 5 to 15 digits or a LID (…@lid)");
        group.MapGet("/{instance}/sent", SentAsync)
            .WithSummary("What the simulated phone was given to send")
            .WithDescription("In sending order. A send that was repeated under one id shows up twice.")
            .Answers(200, "The messages", """{"messages":[{"messageId":"3EB0C767D0A1B2C3D4E5F6","chat":"5511900000001@s.whatsapp.net","text":"Hi","at":"2026-04-20T10:15:30.123Z"}]}""");
        group.MapPost("/{instance}/connection", ConnectionAsync)
            .WithSummary("Connect or disconnect the simulated phone")
            .WithDescription("Survives a restart. While disconnected, messages wait on both sides.")
            .Takes("""{"state":"disconnected"}""", new BodyField("state", "string", "`connected` or `disconnected`.", Required: true))
            .Answers(200, "Changed", """{"success":true,"message":"Sandbox is disconnected","state":"disconnected"}""")
            .Refuses(400, InvalidBody + "state must be connected or disconnected");
    }

    private static RouteGroupBuilder RequireSandbox(this RouteGroupBuilder group, bool enabled)
    {
        group.AddEndpointFilter(async (context, next) => enabled ? await next(context) : new ApiError(StatusCodes.Status403Forbidden, Off));
        group.RequireInstance("Instance not found");
        group.AddEndpointFilter(static async (context, next) =>
            context.HttpContext.GetInstance().Engine == InstanceEngine.Sandbox ? await next(context) : ApiError.BadRequest(NotASandbox));
        return group;
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var message = Read(fields);
        foreach (var problem in fields.Problems.Count == 0 ? message.Problems() : [])
        {
            fields.Report(problem);
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(InvalidBody + fields.ProblemText);
        }

        var id = await engine.GetPhone(context.GetInstance().Id).ReceiveAsync(message, CancellationToken.None);
        return Results.Json(new { messageId = id.Value }, statusCode: StatusCodes.Status202Accepted);
    }

    private static SandboxMessage Read(JsonFields fields) => new()
    {
        From = fields.RequiredText("from"),
        Alias = fields.Text("alias"),
        Name = fields.Text("name"),
        Chat = fields.Text("chat"),
        Id = fields.Text("id"),
        Text = fields.RequiredText("text", SandboxMessage.MaxTextLength),
        Timestamp = fields.Integer("timestamp", min: 0),
    };

    private static async Task<IResult> SentAsync(HttpContext context, SandboxEngine engine)
    {
        var sent = await engine.GetPhone(context.GetInstance().Id).GetSentAsync(context.RequestAborted);
        var messages = sent.Select(message => new { messageId = message.MessageId.Value, chat = message.Chat.Value, text = message.Text, at = message.At.UtcDateTime });
        return Results.Json(new { messages });
    }

    private static async Task<IResult> ConnectionAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var state = fields.RequiredText("state");
        if (fields.Problems.Count == 0 && state is not ("connected" or "disconnected"))
        {
            fields.Report("state must be connected or disconnected");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(InvalidBody + fields.ProblemText);
        }

        var connection = state == "connected" ? SessionState.Connected : SessionState.Disconnected;
        await engine.GetPhone(context.GetInstance().Id).SetConnectionAsync(connection, CancellationToken.None);
        return Results.Json(new { success = true, message = $"Sandbox is {state}", state });
    }
}
