using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Webhooks;

/// <summary>Delivers webhooks as Sidekiq does: at the same time, in no certain order, one attempt each (contract 8.6).</summary>
internal sealed class WebhookQueue(ChatwootWorld world, FakeRandom random) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _threads = new(world.Settings.WebhookThreads);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Called under the world's lock when a delivery with a message failed; gets the text for external_error.</summary>
    public Action<Message, string> Failed { get; set; } = static (_, _) => { };

    public void Enqueue(WebhookDelivery delivery)
    {
        var copies = world.Settings.WebhookMode switch
        {
            "dropped" => 0,
            "duplicated" => 2,
            _ => 1,
        };
        for (var copy = 0; copy < copies; copy++)
        {
            _ = RunAsync(delivery, random.Delay(world.Settings.WebhookDelayMin, world.Settings.WebhookDelayMax));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _http.Dispose();
    }

    private async Task RunAsync(WebhookDelivery delivery, TimeSpan delay)
    {
        try
        {
            await Task.Delay(random.Delay(1, 5), world.Time, _stop.Token);
            var body = Render(delivery);
            await Task.Delay(delay, world.Time, _stop.Token);
            await _threads.WaitAsync(_stop.Token);
            try
            {
                if (await DeliverAsync(delivery, body) is { } failure && delivery.Message is { } message)
                {
                    lock (world.Gate)
                    {
                        Failed(message, failure);
                    }
                }
            }
            finally
            {
                _threads.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The double stops; what was queued is lost.
        }
    }

    /// <summary>Null when the receiver answered 2xx, else what Chatwoot writes into external_error.</summary>
    private async Task<string?> DeliverAsync(WebhookDelivery delivery, byte[] body)
    {
        if (!Uri.TryCreate(delivery.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "Invalid URL";
        }

        if (world.Settings.WebhookMode == "ssrf_refused")
        {
            return $"Hostname '{address.Host}' has no public ip addresses";
        }

        using var request = Request(delivery, address, body);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        timeout.CancelAfter(world.Settings.WebhookTimeout);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300 ? null : $"{status} {ReasonPhrases.GetReasonPhrase(status)}";
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return world.Version.IsNew() ? "Net::ReadTimeout with #<TCPSocket:(closed)>" : "Timed out reading data from server";
        }
        catch (HttpRequestException error) when (error.InnerException is SocketException)
        {
            return $"Failed to open TCP connection to {address.Host}:{address.Port} (Connection refused - connect(2) for \"{address.Host}\" port {address.Port})";
        }
        catch (HttpRequestException)
        {
            return "end of file reached";
        }
    }

    private HttpRequestMessage Request(WebhookDelivery delivery, Uri address, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3");
        request.Headers.TryAddWithoutValidation("User-Agent", world.Version.IsNew() ? "Ruby" : "rest-client/2.1.0 (linux-gnu x86_64) ruby/3.3.8p144");
        if (world.Version.IsNew() && world.Settings.WebhookMode != "unsigned")
        {
            Sign(request, delivery.Secret, body);
        }

        return request;
    }

    private byte[] Render(WebhookDelivery delivery)
    {
        lock (world.Gate)
        {
            return Encoding.UTF8.GetBytes(delivery.Body());
        }
    }

    private void Sign(HttpRequestMessage request, string secret, byte[] body)
    {
        var timestamp = world.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Chatwoot-Delivery", Guid.NewGuid().ToString());
        request.Headers.Add("X-Chatwoot-Timestamp", timestamp);
        request.Headers.Add("X-Chatwoot-Signature", WebhookSignature.Of(secret, timestamp, body));
    }
}
