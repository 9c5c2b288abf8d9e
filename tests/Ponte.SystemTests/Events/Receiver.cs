using System.Collections.Concurrent;
using System.Net;

namespace Ponte.SystemTests.Events;

/// <summary>What a customer of the API runs behind a webhook: keeps what is posted, and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedEvent> _events = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public Receiver()
    {
        BaseUrl = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(BaseUrl + "/");
        _listener.Start();
        _run = ServeAsync();
    }

    public string BaseUrl { get; }

    /// <summary>The status for the next request; 0 leaves it without an answer.</summary>
    public Func<string, int> Status { get; set; } = static _ => 200;

    /// <summary>The page that is shown to whoever asks with GET.</summary>
    public string Page { get; init; } = "";

    /// <summary>Everything so far, in the order of arrival, also what was not taken.</summary>
    public IReadOnlyList<ReceivedEvent> Events => [.. _events];

    /// <summary>What was answered with 200.</summary>
    public IReadOnlyList<ReceivedEvent> Taken => [.. _events.Where(received => received.Answered == 200)];

    /// <summary>Waits until so many messages were taken, and returns their texts in the order of arrival.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(int count, TimeSpan? deadline = null)
    {
        await Eventually.HoldsAsync(() => Taken.Count(received => received.Text is not null) >= count, deadline);
        return [.. Taken.Select(received => received.Text).OfType<string>()];
    }

    /// <summary>Waits until an event is there.</summary>
    public Task<ReceivedEvent> FirstAsync(Func<ReceivedEvent, bool> which, TimeSpan? deadline = null) => Eventually.GetAsync(
        () => Task.FromResult(Events.FirstOrDefault(which)!), found => found is not null, deadline, _ => $"{Events.Count} events: {string.Join(", ", Events.Select(e => e.Name))}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _run;
        _listener.Close();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (context.Request.HttpMethod == "GET")
            {
                context.Response.ContentType = "text/html";
                context.Response.Close(System.Text.Encoding.UTF8.GetBytes(Page), willBlock: false);
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync(_stop.Token);
            var status = Status(body);
            var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
            _events.Enqueue(new ReceivedEvent(context.Request.Url!.PathAndQuery, headers, body, status));
            if (status == 0)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            context.Response.StatusCode = status;
            context.Response.Close();
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpListenerException or ObjectDisposedException)
        {
            // Stopped, or the caller left.
        }
    }
}
