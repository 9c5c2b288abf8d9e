using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>The real gateway as a process of its own, which can be killed and started again on the same data folder.</summary>
public sealed partial class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);
    private readonly List<string> _earlier = [];
    private GatewayStart _start;
    private ChildProcess _process;
    private HttpClient _http = new();

    private GatewayProcess(GatewayStart start)
    {
        _start = start;
        _process = Launch(start);
    }

    /// <summary>Where it listens; another address after each start.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Asks the running gateway with the account's token; another client after each start.</summary>
    public HttpClient Http => _http;

    /// <summary>How it was started last.</summary>
    public GatewayStart Start => _start;

    public int ProcessId => _process.Id;

    public bool IsRunning => _process.IsRunning;

    /// <summary>The exit code, once it has exited: 137 when it was killed.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>What it printed since its last start.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It does not serve; the message holds its output.</exception>
    public static async Task<GatewayProcess> StartAsync(GatewayStart start, CancellationToken cancellationToken = default)
    {
        var gateway = new GatewayProcess(start);
        try
        {
            await gateway.WaitUntilReadyAsync(cancellationToken);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it where it is expected not to serve, and returns its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(GatewayStart start)
    {
        await using var process = Launch(start);
        var ended = await Task.WhenAny(process.Exited, Task.Delay(StartTimeout)) == process.Exited;
        await (ended ? process.OutputEnded : Task.CompletedTask);
        return ended ? (await process.Exited, process.Output) : throw process.Failure($"still runs after {StartTimeout.TotalSeconds:0} s");
    }

    /// <summary>Kills it (SIGKILL) and waits until it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Asks it to stop (SIGTERM) and waits.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync() => _process.StopAsync(StopTimeout);

    /// <summary>Starts it again on the same data folder, killing it before if it still runs.</summary>
    /// <param name="change">What is different this time, for example the fault point.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task RestartAsync(Func<GatewayStart, GatewayStart>? change = null, CancellationToken cancellationToken = default)
    {
        await KillAsync();
        _earlier.Add(_process.Tail(100));
        await _process.DisposeAsync();
        _start = change?.Invoke(_start) ?? _start;
        _process = Launch(_start);
        await WaitUntilReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _start.Report?.Invoke(string.Join($"{Environment.NewLine}--- restarted ---{Environment.NewLine}", [.. _earlier, _process.Tail(300)]));
        await _process.DisposeAsync();
        _http.Dispose();
    }

    private static ChildProcess Launch(GatewayStart start)
    {
        var assembly = start.Assembly ?? RepositoryRoot.Built("Gateway");
        Directory.CreateDirectory(start.DataFolder);
        return ChildProcess.Start("dotnet", start.CommandLine(assembly), start.Variables(), start.DataFolder);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var line = await _process.WaitForLineAsync(Listening(), StartTimeout, cancellationToken);
        BaseUrl = new Uri(line.Groups[1].Value);
        _http.Dispose();
        _http = new HttpClient { BaseAddress = BaseUrl };
        _http.DefaultRequestHeaders.Add("token", _start.Variables()["PONTE_ACCOUNT_TOKEN"]);
        await WaitUntilHealthyAsync(cancellationToken);
    }

    private async Task WaitUntilHealthyAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var health = await _http.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            if (health.IsSuccessStatusCode)
            {
                return;
            }

            if (watch.Elapsed > HealthTimeout)
            {
                throw _process.Failure($"answers {(int)health.StatusCode} at /health");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    [GeneratedRegex(@"[Ll]istening on:?\s+(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
