using Microsoft.AspNetCore.Connections.Features;
using Ponte.FakeChatwoot.Http;

namespace Ponte.FakeChatwoot.Faults;

/// <summary>Applies the fault rules to requests; the control API itself is spared, and so is whoever says to be a test's own agent (<c>X-Fake-Agent</c>).</summary>
internal sealed partial class FaultInjection(FaultBook faults, TimeProvider time, ILogger<FaultInjection> log)
{
    private const int DefaultStoreLater = 10_000;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "/";
        if (path.StartsWith("/_fake", StringComparison.Ordinal) || http.Request.Headers.ContainsKey("X-Fake-Agent") || faults.Match(http.Request.Method, path) is not { } hit)
        {
            await next(http);
            return;
        }

        http.Items["fault"] = hit.Rule.Kind;
        await (hit.Rule.Kind switch
        {
            "latency" => LatencyAsync(http, next, hit.Rule),
            "status" => StatusAsync(http, hit.Rule),
            "hang" => HangAsync(http, hit),
            "lose_answer" => LoseAnswerAsync(http, next),
            "store_later" => StoreLaterAsync(http, next, hit.Rule),
            "hold_answer" => HoldAnswerAsync(http, next, hit),
            _ => ResetAsync(http),
        });
    }

    private async Task LatencyAsync(HttpContext http, RequestDelegate next, FaultRule rule)
    {
        var detached = await DetachedRequest.CaptureAsync(http);
        await Task.Delay(TimeSpan.FromMilliseconds(rule.Milliseconds ?? 0), time);
        await (await detached.ExecuteAsync(next)).CopyToAsync(http);
    }

    private static Task StatusAsync(HttpContext http, FaultRule rule)
    {
        var body = rule.Body ?? "";
        var type = body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html; charset=UTF-8";
        return AnswerWriter.WriteAsync(http.Response, Answer.Plain(rule.Status ?? 503, body, type));
    }

    private static async Task HangAsync(HttpContext http, FaultBook.Entry hit)
    {
        if (await hit.WaitAsync(http.RequestAborted))
        {
            await ResetAsync(http);
        }
    }

    private static async Task LoseAnswerAsync(HttpContext http, RequestDelegate next)
    {
        await (await DetachedRequest.CaptureAsync(http)).ExecuteAsync(next);
        await ResetAsync(http);
    }

    private async Task StoreLaterAsync(HttpContext http, RequestDelegate next, FaultRule rule)
    {
        var detached = await DetachedRequest.CaptureAsync(http);
        _ = ExecuteLaterAsync(detached, next, TimeSpan.FromMilliseconds(rule.Milliseconds ?? DefaultStoreLater));
        await ResetAsync(http);
    }

    private static async Task HoldAnswerAsync(HttpContext http, RequestDelegate next, FaultBook.Entry hit)
    {
        var answer = await (await DetachedRequest.CaptureAsync(http)).ExecuteAsync(next);
        if (await hit.WaitAsync(http.RequestAborted))
        {
            await answer.CopyToAsync(http);
        }
    }

    private async Task ExecuteLaterAsync(DetachedRequest detached, RequestDelegate next, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, time);
            await detached.ExecuteAsync(next);
        }
        catch (Exception error)
        {
            LateExecutionFailed(error);
        }
    }

    /// <summary>Cuts the connection with a TCP reset, as a crashed server or a proxy does.</summary>
    private static Task ResetAsync(HttpContext http)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
            socket.Close();
        }

        http.Abort();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "A request stored later could not be executed")]
    private partial void LateExecutionFailed(Exception error);
}
