using System.Collections.Concurrent;

namespace Ponte.FakeChatwoot.Http;

/// <summary>What was asked: exact totals by method and route, and the newest requests one by one.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private const int Kept = 5000;
    private readonly ConcurrentDictionary<string, int> _totals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LoggedRequest> _newest = new();

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/_fake"))
        {
            await next(http);
            return;
        }

        var template = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
        _totals.AddOrUpdate($"{http.Request.Method} {template}", 1, static (_, count) => count + 1);

        // Before the answer leaves, so that who has read it finds its request here; at the end where none leaves.
        var logged = false;
        http.Response.OnStarting(() =>
        {
            AddOnce();
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
        }
        finally
        {
            AddOnce();
        }

        void AddOnce()
        {
            if (!logged)
            {
                logged = true;
                Add(http);
            }
        }
    }

    public IReadOnlyDictionary<string, int> Totals => new SortedDictionary<string, int>(_totals);

    public IReadOnlyCollection<LoggedRequest> Newest => [.. _newest];

    public void Clear()
    {
        _totals.Clear();
        _newest.Clear();
    }

    private void Add(HttpContext http)
    {
        var fault = http.Items.TryGetValue("fault", out var kind) ? kind as string : null;
        _newest.Enqueue(new LoggedRequest(time.GetUtcNow(), http.Request.Method, http.Request.Path + http.Request.QueryString, http.Response.StatusCode, fault));
        while (_newest.Count > Kept)
        {
            _newest.TryDequeue(out _);
        }
    }
}

/// <summary>One request that reached the double; <c>Fault</c> names the fault rule's kind that hit it, when one did.</summary>
/// <param name="At">Arrival of its answer.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">Status answered; of no meaning when the fault cut the connection.</param>
/// <param name="Fault">Kind of the fault, or null.</param>
public sealed record LoggedRequest(DateTimeOffset At, string Method, string Path, int Status, string? Fault);
