using System.Diagnostics;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Waits for a condition with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static async Task TrueAsync(Func<bool> condition, string what) => await TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        if (!await WithinAsync(condition, Deadline))
        {
            Assert.Fail($"Not within {Deadline.TotalSeconds} s: {what}");
        }
    }

    /// <summary>Polls until the condition holds or the time is over.</summary>
    public static async Task<bool> WithinAsync(Func<Task<bool>> condition, TimeSpan deadline)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (clock.Elapsed > deadline || !await timer.WaitForNextTickAsync())
            {
                return false;
            }
        }

        return true;
    }
}
