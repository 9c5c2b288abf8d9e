using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Harness;

public sealed partial class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task WaitForLine_PrintedOnEitherStream_ReturnsTheMatch()
    {
        await using var child = Shell("echo first; echo port=123 >&2; exec sleep 1000");

        var line = await child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken);
        var again = await child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken);

        Assert.Equal("123", line.Groups[1].Value);
        Assert.Equal("123", again.Groups[1].Value);
        Assert.True(child.IsRunning);
    }

    [Fact]
    public async Task WaitForLine_ProcessExits_FailsWithItsOutput()
    {
        await using var child = Shell("echo nothing to see; exit 7");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken));

        Assert.Contains("exited with 7", failure.Message, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => child.Output.Contains("nothing to see", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kill_RunningProcess_IsGoneAtOnce()
    {
        await using var child = Shell("trap '' TERM; echo port=1; while :; do sleep 1; done");
        await child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken);

        await child.KillAsync();

        Assert.Equal(137, await child.Exited);
    }

    [Fact]
    public async Task Stop_ProcessThatListensToSigterm_EndsByItself()
    {
        await using var child = Shell("trap 'exit 5' TERM; echo port=1; while :; do sleep 0.05; done");
        await child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken);

        Assert.Equal(5, await child.StopAsync(Patience));
    }

    [Fact]
    public async Task Stop_ProcessThatDoesNotListen_IsKilledAndReported()
    {
        await using var child = Shell("trap '' TERM; echo port=1; while :; do sleep 0.05; done");
        await child.WaitForLineAsync(Port(), Patience, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => child.StopAsync(TimeSpan.FromMilliseconds(300)));

        Assert.Equal(137, await child.Exited);
    }

    private static ChildProcess Shell(string script) => ChildProcess.Start("sh", ["-c", script]);

    [GeneratedRegex(@"port=(\d+)")]
    private static partial Regex Port();
}
