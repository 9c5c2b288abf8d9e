using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Ponte.SystemTests.Dashboard;

/// <summary>One visitor with one tab. Ending it fails the test when the browser saw trouble: an error on its console or of a script, a request that failed or was answered 400 and above, or one to another host.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // What leaving a page does to its last requests.
    private const string LeftBehind = "net::ERR_ABORTED";

    private readonly ConcurrentQueue<string> _trouble = [];
    private readonly string _host;

    public Visit(IPage page, Uri gateway)
    {
        (Page, _host) = (page, gateway.Authority);
        page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"script: {error}");
        page.Request += (_, request) => NoteHost(request.Url);
        page.WebSocket += (_, socket) => NoteHost(socket.Url);
        page.RequestFailed += (_, request) => Note(request.Failure != LeftBehind, $"{request.Method} {request.Url}: {request.Failure}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Request.Method} {response.Url} answered {response.Status}");
    }

    public IPage Page { get; }

    /// <summary>What the browser saw, of which a test expects some.</summary>
    public IReadOnlyCollection<string> Trouble => _trouble;

    /// <summary>The cookies that it holds.</summary>
    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await Page.Context.CookiesAsync();

    /// <summary>Forgets the trouble that a test has provoked.</summary>
    public void Forgive() => _trouble.Clear();

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.True(_trouble.IsEmpty, string.Join(Environment.NewLine, _trouble));
    }

    private void NoteHost(string url) => Note(new Uri(url) is { Scheme: not ("data" or "blob") } uri && uri.Authority != _host, $"another host: {url}");

    private void Note(bool isTrouble, string what)
    {
        if (isTrouble)
        {
            _trouble.Enqueue(what);
        }
    }
}
