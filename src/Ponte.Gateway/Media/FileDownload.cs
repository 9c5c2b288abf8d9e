using System.Net;
using System.Net.Sockets;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Media;

/// <summary>
/// Fetches a file over HTTP to the disk, streamed. Without any token, so it may follow redirects: each hop's address is judged by the egress guard at
/// connect time. Measures while it reads: what a server says of the size is not trusted.
/// </summary>
internal sealed class FileDownload(IHttpClientFactory http, TimeProvider time)
{
    /// <summary>The named <see cref="HttpClient"/>.</summary>
    public const string Client = "media";

    private const int MaxRedirects = 5;
    private const int BufferSize = 81_920;

    // For a hop's headers and for each piece of the body: a server that stalls is not waited for.
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WholeLimit = TimeSpan.FromMinutes(10);

    /// <summary>Fetches a file. There is none at <paramref name="path"/> unless the answer is <see cref="DownloadAnswer.Saved"/>.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="rewrite">Applied to the address of each hop: the way by which this machine reaches it.</param>
    /// <param name="path">Where to put it.</param>
    /// <param name="maxBytes">The most to accept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DownloadAnswer> FetchAsync(Uri url, Func<Uri, Uri> rewrite, string path, long maxBytes, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(WholeLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        try
        {
            return await FollowAsync(url, rewrite, path, maxBytes, limit.Token);
        }
        catch (HttpRequestException exception) when (Refusal(exception) is { } refused)
        {
            return new DownloadAnswer.Refused(refused.Message);
        }
        catch (HttpRequestException exception)
        {
            return new DownloadAnswer.Failed("the connection failed", exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                || exception.InnerException is SocketException);
        }
        catch (IOException)
        {
            return new DownloadAnswer.Failed("the connection broke off", IsUnreachable: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DownloadAnswer.Failed("the server took too long", IsUnreachable: false);
        }
    }

    private async Task<DownloadAnswer> FollowAsync(Uri url, Func<Uri, Uri> rewrite, string path, long maxBytes, CancellationToken limit)
    {
        using var client = http.CreateClient(Client);
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            {
                return new DownloadAnswer.Refused("the address is not one of the web");
            }

            using var stall = new Stall(time, StallLimit, limit);
            using var request = new HttpRequestMessage(HttpMethod.Get, rewrite(url));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
            if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest && response.Headers.Location is { } next)
            {
                url = new Uri(url, next);
                continue;
            }

            return response.IsSuccessStatusCode ? await SaveAsync(response, path, maxBytes, stall) : Judge(response.StatusCode);
        }

        return new DownloadAnswer.Refused("the server redirects without end");
    }

    private static DownloadAnswer Judge(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new DownloadAnswer.Refused("the file is not there any more"),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => new DownloadAnswer.Failed($"the server answered {(int)status}", IsUnreachable: false),
        < HttpStatusCode.InternalServerError => new DownloadAnswer.Refused($"the server answered {(int)status}"),
        _ => new DownloadAnswer.Failed($"the server answered {(int)status}", IsUnreachable: false),
    };

    private static async Task<DownloadAnswer> SaveAsync(HttpResponseMessage response, string path, long maxBytes, Stall stall)
    {
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            return new DownloadAnswer.TooLarge();
        }

        var complete = false;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(stall.Token);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
            complete = await CopyAsync(body, file, maxBytes, stall);
        }
        finally
        {
            if (!complete)
            {
                File.Delete(path);
            }
        }

        return complete ? new DownloadAnswer.Saved() : new DownloadAnswer.TooLarge();
    }

    // False when there is more than allowed.
    private static async Task<bool> CopyAsync(Stream body, FileStream file, long maxBytes, Stall stall)
    {
        var buffer = new byte[BufferSize];
        for (long total = 0; ;)
        {
            var read = await body.ReadAsync(buffer, stall.Token);
            if (read == 0)
            {
                return true;
            }

            total += read;
            if (total > maxBytes)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), stall.Token);
            stall.Moved();
        }
    }

    private static EgressRefusedException? Refusal(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is EgressRefusedException refused)
            {
                return refused;
            }
        }

        return null;
    }

    // Ends what does not move.
    private sealed class Stall : IDisposable
    {
        private readonly CancellationTokenSource _timer;
        private readonly CancellationTokenSource _either;
        private readonly TimeSpan _limit;

        public Stall(TimeProvider time, TimeSpan limit, CancellationToken outer)
        {
            _limit = limit;
            _timer = new CancellationTokenSource(limit, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, outer);
        }

        public CancellationToken Token => _either.Token;

        public void Moved() => _timer.CancelAfter(_limit);

        public void Dispose()
        {
            _either.Dispose();
            _timer.Dispose();
        }
    }
}
