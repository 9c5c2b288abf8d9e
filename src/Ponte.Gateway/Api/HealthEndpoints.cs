using System.Data.Common;
using System.Globalization;
using Dapper;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Api;

/// <summary><c>GET /health</c> (http-contract 8.9) and the two questions of whoever runs the server: no token, no rate limit, no CORS.</summary>
internal static class HealthEndpoints
{
    private const string Ok = """{"status":"ok","service":"Ponte","uptime":"12h34m56s","timestamp":"2026-04-20T10:15:30Z","checks":{CHECKS}}""";
    private const string Degraded = """{"status":"degraded","service":"Ponte","uptime":"12h34m56s","timestamp":"2026-04-20T10:15:30Z","checks":{CHECKS}}""";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder endpoints, TimeProvider time)
    {
        var started = time.GetTimestamp();
        IResult Answer(IReadOnlyDictionary<string, string> checks) => Describe(checks, time.GetElapsedTime(started), time.GetUtcNow());
        endpoints.MapGet("/health", async (Database database, BucketHealth buckets, CancellationToken stop) =>
        {
            var checks = new Dictionary<string, string> { ["db"] = await CheckAsync(database, time, stop) };
            if (checks["db"] == "ok" && await buckets.CheckAsync(stop) is { } s3)
            {
                checks["s3"] = s3;
            }

            return Answer(checks);
        })
            .WithTags("Health")
            .WithSummary("Health")
            .WithDescription("200 when every check passes, else 503 with `status` `degraded`. `s3` is there once an instance has S3 storage, and tells whether the last file was taken. Needs no token.")
            .Answers(200, "Healthy", Example(Ok, """{"db":"ok","s3":"ok"}"""))
            .Answers(503, "Degraded", Example(Degraded, """{"db":"fail: timeout"}"""));
        endpoints.MapGet("/health/live", () => Answer(new Dictionary<string, string>()))
            .WithTags("Health")
            .WithSummary("Liveness")
            .WithDescription("200 for as long as the process answers; looks at nothing else. For whoever restarts a process that hangs. Needs no token.")
            .Answers(200, "Alive", Example(Ok, "{}"));
        endpoints.MapGet("/health/ready", async (Readiness readiness, CancellationToken stop) => Answer(await readiness.CheckAsync(stop)))
            .WithTags("Health")
            .WithSummary("Readiness")
            .WithDescription(
                "200 when the database reads (`db`) and writes (`write`), the data folder has room (`disk`) and the WhatsApp engine runs if a number needs it (`engine`); else 503, "
                + "and each failed check says why. Answers within 3 seconds or so. Needs no token.")
            .Answers(200, "Ready", Example(Ok, """{"db":"ok","write":"ok","disk":"ok","engine":"ok"}"""))
            .Answers(503, "Not ready", Example(Degraded, """{"db":"ok","write":"fail: timeout","disk":"ok","engine":"ok"}"""));
    }

    /// <summary>Like Go's durations: <c>12h34m56s</c>, <c>34m56s</c>, <c>56s</c>.</summary>
    internal static string Format(TimeSpan uptime)
    {
        var hours = (long)uptime.TotalHours;
        return hours > 0 ? $"{hours}h{uptime.Minutes}m{uptime.Seconds}s" : uptime.Minutes > 0 ? $"{uptime.Minutes}m{uptime.Seconds}s" : $"{uptime.Seconds}s";
    }

    private static IResult Describe(IReadOnlyDictionary<string, string> checks, TimeSpan uptime, DateTimeOffset now)
    {
        var healthy = checks.Values.All(check => check == "ok");
        return Results.Json(
            new
            {
                status = healthy ? "ok" : "degraded",
                service = "Ponte",
                uptime = Format(uptime),
                timestamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                checks,
            },
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string Example(string body, string checks) => body.Replace("{CHECKS}", checks, StringComparison.Ordinal);

    private static async Task<string> CheckAsync(Database database, TimeProvider time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await using var connection = await database.OpenAsync(both.Token);
            await connection.ExecuteScalarAsync<long>(new CommandDefinition("select 1", cancellationToken: both.Token));
            return "ok";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "fail: timeout";
        }
        catch (DbException)
        {
            return "fail: the database does not answer";
        }
    }
}
