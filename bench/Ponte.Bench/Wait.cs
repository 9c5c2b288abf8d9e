using System.Diagnostics;

namespace Ponte.Bench;

internal static class Wait
{
    // Each look costs the double some work: seldom enough not to be measured.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public static async Task<T> ForAsync<T>(Func<Task<T>> look, Predicate<T> enough, Func<T, string> describe, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await Task.Delay(Pause);
            var seen = await look();
            if (enough(seen))
            {
                return seen;
            }

            if (watch.Elapsed > patience)
            {
                throw new TimeoutException(describe(seen) + $" in {patience.TotalMinutes:0} minutes.");
            }
        }
    }
}
