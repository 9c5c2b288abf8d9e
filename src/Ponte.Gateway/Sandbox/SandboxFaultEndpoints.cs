using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>Trouble with the simulated WhatsApp, on request.</summary>
internal static class SandboxFaultEndpoints
{
    private const int MaxCount = 1_000_000;

    public static void MapSandboxFaults(this RouteGroupBuilder group)
    {
        group.MapPost("/{instance}/refuse", RefuseAsync)
            .WithSummary("Let sends fail")
            .WithDescription("Replaces what was asked before; forgotten when the server restarts.")
            .Takes(
                """{"count":1,"code":463}""",
                new BodyField("count", "integer", "How many sends fail, 0 to 1,000,000.", Required: true),
                new BodyField("code", "integer", "WhatsApp's error code, 100 to 999; default 463. 408, 429, 500, 502, 503 and 504 leave it open whether the message was sent, all others refuse it for good."),
                new BodyField("skip", "integer", "How many sends pass before, default 0."))
            .Answers(200, "Asked", """{"success":true,"message":"The next sends fail"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "count is required");
        group.MapPost("/{instance}/withhold", WithholdAsync)
            .WithSummary("Let downloads of files fail")
            .WithDescription("Replaces what was asked before; forgotten when the server restarts.")
            .Takes(
                """{"count":2,"gone":false}""",
                new BodyField("count", "integer", "How many downloads fail, 0 to 1,000,000.", Required: true),
                new BodyField("gone", "boolean", "As if WhatsApp did not have the file any more; default `false`: as if it could not be reached."))
            .Answers(200, "Asked", """{"success":true,"message":"The next downloads fail"}""")
            .Refuses(400, SandboxEndpoints.InvalidBody + "count is required");
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var count = Count(fields, "count", fields.RequiredInteger("count", min: 0));
        var skip = Count(fields, "skip", fields.Integer("skip", min: 0) ?? 0);
        var code = fields.Integer("code") ?? 463;
        if (code is < 100 or > 999)
        {
            fields.Report("code must be between 100 and 999");
        }

        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        engine.PhoneOf(context).RefuseSends(skip, count, (int)code);
        return Results.Json(new { success = true, message = "The next sends fail" });
    }

    private static async Task<IResult> WithholdAsync(HttpContext context, SandboxEngine engine)
    {
        var fields = await context.Request.ReadJsonAsync();
        var count = Count(fields, "count", fields.RequiredInteger("count", min: 0));
        var gone = fields.Flag("gone") ?? false;
        if (fields.Problems.Count > 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + fields.ProblemText);
        }

        engine.PhoneOf(context).WithholdFiles(count, gone);
        return Results.Json(new { success = true, message = "The next downloads fail" });
    }

    private static int Count(JsonFields fields, string name, long count)
    {
        if (count > MaxCount)
        {
            fields.Report($"{name} must be at most {MaxCount}");
        }

        return (int)Math.Min(count, MaxCount);
    }
}
