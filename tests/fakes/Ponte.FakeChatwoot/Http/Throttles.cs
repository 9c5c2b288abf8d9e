using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Http;

/// <summary>The Rack::Attack rules that were recorded (contract 1.5); windows are aligned on the minute.</summary>
internal sealed class Throttles(ChatwootWorld world)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _minute;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (world.Settings.Throttles && Rule(http) is { } rule && !Pass(rule.Key, rule.Limit))
        {
            await AnswerWriter.WriteAsync(http.Response, Answer.Plain(429, "Retry later\n", "text/plain"));
            return;
        }

        await next(http);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _counts.Clear();
        }
    }

    private (string Key, int Limit)? Rule(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!HttpMethods.IsGet(http.Request.Method) || !path.StartsWith("/api/v1/accounts/", StringComparison.Ordinal))
        {
            return null;
        }

        var account = path.Split('/')[4];
        if (path.EndsWith("/contacts/search", StringComparison.Ordinal))
        {
            return ("search " + account, 100);
        }

        return path.EndsWith("/conversations/meta", StringComparison.Ordinal) && world.Version.IsNew()
            ? ($"meta {account} {http.Request.Headers["api_access_token"]}{http.Request.Headers["Api-Access-Token"]}", 30)
            : null;
    }

    private bool Pass(string key, int limit)
    {
        var minute = world.Time.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_gate)
        {
            if (minute != _minute)
            {
                _minute = minute;
                _counts.Clear();
            }

            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            return _counts[key] <= limit;
        }
    }
}
