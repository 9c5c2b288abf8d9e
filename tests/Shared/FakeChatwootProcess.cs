using System.Text.RegularExpressions;

namespace Ponte.Testing;

/// <summary>The Chatwoot double as a process of its own.</summary>
public sealed partial class FakeChatwootProcess : IAsyncDisposable
{
    /// <summary>The seeded account.</summary>
    public const int AccountId = 2;

    /// <summary>An existing account that the administrator does not belong to.</summary>
    public const int ForeignAccountId = 3;

    /// <summary>A suspended account of the administrator.</summary>
    public const int SuspendedAccountId = 4;

    /// <summary>The access token of the account's administrator (user 3).</summary>
    public const string AdminToken = "FakeAdminTokenFakeAdmin1";

    /// <summary>The access token of an agent (user 4).</summary>
    public const string AgentToken = "FakeAgentTokenFakeAgent1";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly Action<string>? _report;
    private readonly ChildProcess _process;

    private FakeChatwootProcess(ChildProcess process, Uri baseUrl, Action<string>? report)
    {
        (_process, BaseUrl, _report) = (process, baseUrl, report);
        Fake = new FakeChatwootApi(baseUrl);
    }

    public Uri BaseUrl { get; }

    public int ProcessId => _process.Id;

    /// <summary>Looks into the double, plays its agents and arms its faults.</summary>
    public FakeChatwootApi Fake { get; }

    /// <summary>What it printed.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it on a free port and waits until it serves.</summary>
    /// <param name="arguments">More of its command line, for example <c>--Fake:Version=4.3.0</c>.</param>
    /// <param name="report">Where the output's end goes when it is disposed of.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<FakeChatwootProcess> StartAsync(
        IEnumerable<string>? arguments = null, Action<string>? report = null, CancellationToken cancellationToken = default)
    {
        var process = ChildProcess.Start("dotnet", [RepositoryRoot.Built("FakeChatwoot"), "--urls", "http://127.0.0.1:0", .. arguments ?? []]);
        try
        {
            var line = await process.WaitForLineAsync(Listening(), StartTimeout, cancellationToken);
            return new FakeChatwootProcess(process, new Uri(line.Groups[1].Value), report);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Fake.Dispose();
        await _process.KillAsync();
        _report?.Invoke(_process.Tail(100));
        await _process.DisposeAsync();
    }

    [GeneratedRegex(@"[Ll]istening on:?\s+(http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
