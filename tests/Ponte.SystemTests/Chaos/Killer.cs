using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>
/// Kills the gateway again and again while a test's traffic runs, each time when the traffic has come so far, and starts it anew on the same data folder:
/// from outside, or at a fault point inside.
/// </summary>
internal sealed class Killer(BridgeWorld world)
{
    private static readonly TimeSpan PointLimit = TimeSpan.FromSeconds(40);

    /// <summary>What happened, for the test's output.</summary>
    public List<string> Log { get; } = [];

    /// <summary>One kill after the other.</summary>
    /// <param name="kills">When the traffic's progress reaches the number, the process is killed at the fault point; null kills it from outside.</param>
    /// <param name="progress">How far the traffic has come.</param>
    /// <param name="whileDown">Done between death and restart.</param>
    /// <param name="restarted">Done when it serves again.</param>
    public async Task RunAsync(
        IReadOnlyList<(int At, string? FaultPoint)> kills, Func<int> progress, Func<int, Task> whileDown, Action<int> restarted)
    {
        for (var kill = 0; kill < kills.Count; kill++)
        {
            var at = kills[kill].At;
            await Eventually.GetAsync(
                () => Task.FromResult(progress()),
                reached => reached >= at || !world.Gateway.IsRunning,
                TimeSpan.FromMinutes(3),
                reached => $"progress {reached} of {at}");
            await DieAsync(kills[kill].FaultPoint);
            await whileDown(kill);
            var next = kill + 1 < kills.Count ? kills[kill + 1].FaultPoint : null;
            await RestartAsync(next);
            restarted(kill);
        }
    }

    // What waited may pass the fault point before the server is seen to serve: that is the next kill, only early.
    private async Task RestartAsync(string? faultPoint)
    {
        try
        {
            await world.Gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_FAULT_POINT"] = faultPoint } });
        }
        catch (Exception e) when (faultPoint is not null && (e is HttpRequestException || WasKilled(e)))
        {
            await world.Gateway.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            Log.Add("killed before it served");
        }
    }

    // Before it had even said where it listens.
    private static bool WasKilled(Exception exception) =>
        exception is InvalidOperationException && exception.Message.Contains("exited with 137 before it printed", StringComparison.Ordinal);

    // A fault point was armed at the last start; when the traffic does not pass it in time, the kill comes from outside.
    private async Task DieAsync(string? faultPoint)
    {
        var exited = world.Gateway.Exited;
        var hit = faultPoint is not null && await Task.WhenAny(exited, Task.Delay(PointLimit)) == exited;
        await world.Gateway.KillAsync();
        Log.Add($"killed {(hit ? $"at {faultPoint}" : "from outside")}");
    }
}
