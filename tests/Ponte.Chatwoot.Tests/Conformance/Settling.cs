using System.Diagnostics;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>Gives background jobs of the double their time; whether they used it is for a later comparison to say.</summary>
internal static class Settling
{
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
