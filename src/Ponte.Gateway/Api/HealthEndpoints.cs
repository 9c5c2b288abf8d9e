using System.Data.Common;
using System.Globalization;
using Dapper;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Storage;

namespace Ponte.Gateway.Api;

/// <summary><c>GET /health</c>: no token, no rate limit, no CORS (http-contract 8.9).</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder endpoints, TimeProvider time)
    {
        var started = time.GetTimestamp();
        endpoints.MapGet("/health", async (Database database, CancellationToken stop) =>
        {
            var db = await CheckAsync(database, time, stop);
            var healthy = db == "ok";
            return Results.Json(
                new
                {
                    status = healthy ? "ok" : "degraded",
                    service = "Ponte",
                    uptime = Format(time.GetElapsedTime(started)),
                    timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    checks = new { db },
                },
                statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        })
            .WithTags("Health")
            .WithSummary("Health")
            .WithDescription("200 when every check passes, else 503 with `status` `degraded`. Needs no token.")
            .Answers(200, "Healthy", """{"status":"ok","service":"Ponte","uptime":"12h34m56s","timestamp":"2026-04-20T10:15:30Z","checks":{"db":"ok"}}""")
            .Answers(503, "Degraded", """{"status":"degraded","service":"Ponte","uptime":"12h34m56s","timestamp":"2026-04-20T10:15:30Z","checks":{"db":"fail: timeout"}}""");
    }

    /// <summary>Like Go's durations: <c>12h34m56s</c>, <c>34m56s</c>, <c>56s</c>.</summary>
    internal static string Format(TimeSpan uptime)
    {
        var hours = (long)uptime.TotalHours;
        return hours > 0 ? $"{hours}h{uptime.Minutes}m{uptime.Seconds}s" : uptime.Minutes > 0 ? $"{uptime.Minutes}m{uptime.Seconds}s" : $"{uptime.Seconds}s";
    }

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
