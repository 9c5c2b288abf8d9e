using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ponte.Gateway.Bridge.Preflight;

namespace Ponte.Gateway.Tests.Bridge.Preflight;

/// <summary>Each step that can fail before anything is created, with the sentence a person reads.</summary>
[Collection(typeof(PreflightServers))]
public sealed class PreflightRefusalTests(PreflightWorld world)
{
    private const string Versions = "^/api$";

    [Theory]
    [InlineData("http://127.0.0.1:1", "reachable", "Nothing listens at http://127.0.0.1:1 (connection refused).")]
    [InlineData("http://chat.invalid", "reachable", "There is no host of this name: http://chat.invalid (no such host).")]
    [InlineData("http://169.254.169.254", "reachable", "Ponte does not call the address http://169.254.169.254: link-local and metadata addresses are never called.")]
    [InlineData("https://{host}", "reachable", "The secure connection to https://{host} could not be made (TLS: ")]
    [InlineData("http://{host}/chatwoot", "chatwoot", "What answers at http://{host}/chatwoot is not Chatwoot (HTTP 404: Not Found).")]
    public Task Look_WrongAddress_SaysSo(string url, string step, string sentence) => FailsAsync(step, Fill(sentence), Fill(url));

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html", "<h1>Our shop</h1>", "What answers at {url} is not Chatwoot (HTTP 200: <h1>Our shop</h1>).")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json", """{"hello":1}""", "What answers at {url} is not Chatwoot (HTTP 200: {\"hello\":1}).")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: https://chat.example.com/api", "", "{url} sends callers on to another address (HTTP 301: redirects to https://chat.example.com; ")]
    [InlineData("SSH-2.0-OpenSSH_9.6", "", "What answers at {url} is not Chatwoot (the answer is not HTTP).")]
    public async Task Look_SomethingElseAnswers_SaysSo(string head, string body, string sentence)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";
        var answering = AnswerAsync(listener, $"{head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

        await FailsAsync("chatwoot", sentence.Replace("{url}", url, StringComparison.Ordinal), url);

        await answering;
    }

    [Theory]
    [InlineData(Versions, 503, "chatwoot", "Chatwoot at {url} is in trouble (HTTP 503: empty answer).")]
    [InlineData(Versions, 429, "chatwoot", "Chatwoot at {url} asks to wait (HTTP 429: empty answer).")]
    [InlineData("/profile$", 500, "token", "Chatwoot at {url} is in trouble (HTTP 500: empty answer).")]
    public Task Look_ChatwootInTrouble_SaysSo(string path, int status, string step, string sentence) =>
        world.WithFaultAsync(new FakeFault("status", "GET", path, status), async () =>
        {
            await FailsAsync(step, sentence.Replace("{url}", world.Url, StringComparison.Ordinal), world.Url);
            return true;
        });

    [Fact]
    public Task Look_ConnectionCut_SaysSo() => world.WithFaultAsync(new FakeFault("reset", "GET", Versions), async () =>
    {
        await FailsAsync("reachable", $"The connection to {world.Url} broke before the answer was complete (connection reset).", world.Url);
        return true;
    });

    [Theory]
    [InlineData(2, "NotTheTokenNotTheToken12", "token", "Chatwoot at {url} does not know this token (HTTP 401: Invalid Access Token).")]
    [InlineData(2, "FakeBotTokenFakeBotToken", "token", "This is the token of a bot, which may not do what Ponte does (HTTP 401: ")]
    [InlineData(999, FakeChatwootProcess.AdminToken, "account", "There is no account 999 in this Chatwoot.")]
    [InlineData(3, FakeChatwootProcess.AdminToken, "account", "The token's user does not belong to account 3.")]
    [InlineData(4, FakeChatwootProcess.AdminToken, "account", "Account 4 is suspended in Chatwoot.")]
    [InlineData(2, FakeChatwootProcess.AgentToken, "role", "The token's user has the role agent in account 2, and only an administrator may create an inbox.")]
    public Task Look_NoAccess_SaysSo(long account, string token, string step, string sentence) =>
        FailsAsync(step, sentence.Replace("{url}", world.Url, StringComparison.Ordinal), world.Url, account, token);

    [Fact]
    public async Task Look_WrongAddress_IsToldNoToken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        await PreflightWorld.RunAsync(world.Preflight.LookAsync(world.Request($"http://{listener.LocalEndpoint}"), TestContext.Current.CancellationToken));

        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, await heard, StringComparison.Ordinal);
    }

    private string Fill(string text) => text.Replace("{host}", world.Chatwoot.BaseUrl.Authority, StringComparison.Ordinal);

    private async Task FailsAsync(string code, string sentence, string url, long account = 2, string token = FakeChatwootProcess.AdminToken)
    {
        var steps = await PreflightWorld.RunAsync(world.Preflight.LookAsync(world.Request(url, account, token), TestContext.Current.CancellationToken));

        Assert.Equal(["reachable", "chatwoot", "token", "account", "role"], steps.Select(step => step.Code));
        var at = steps.ToList().FindIndex(step => step.Code == code);
        Assert.All(steps.Take(at), step => Assert.Equal(PreflightOutcome.Passed, step.Outcome));
        Assert.All(steps.Skip(at + 1), step => Assert.Equal(PreflightOutcome.Skipped, step.Outcome));
        Assert.Equal(PreflightOutcome.Failed, steps[at].Outcome);
        Assert.StartsWith(sentence, PreflightTexts.Sentence(steps[at], CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.NotNull(PreflightTexts.Remedy(steps[at], CultureInfo.InvariantCulture));
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var heard = new StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            heard.AppendLine(line);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        return heard.ToString();
    }
}
