using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Ponte.SystemTests.Telemetry;

/// <summary>A collector: takes what an OTLP exporter posts to <c>/v1/traces</c> as protobuf.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly Task _run;

    public OtlpReceiver()
    {
        BaseUrl = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(BaseUrl + "/");
        _listener.Start();
        _run = ServeAsync();
    }

    public string BaseUrl { get; }

    /// <summary>Every span so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => [.. _bodies.SelectMany(ReceivedSpan.ReadAll)];

    /// <summary>Every byte so far, as characters: for what must be nowhere in it.</summary>
    public string Everything => string.Concat(_bodies.Select(Encoding.UTF8.GetString));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _run;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (context.Request.Url!.AbsolutePath == "/v1/traces")
                {
                    _bodies.Enqueue(body.ToArray());
                }

                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
