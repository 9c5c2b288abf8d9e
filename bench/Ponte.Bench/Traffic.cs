using System.Diagnostics;

namespace Ponte.Bench;

/// <summary>Calls something many times, the calls of one chat one after the other.</summary>
internal static class Traffic
{
    /// <summary>Calls as fast as it goes with one call in flight per chat, and returns the time it took.</summary>
    public static async Task<TimeSpan> FloodAsync(int messages, int chats, Func<int, int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, chats).Select(chat => Task.Run(async () =>
        {
            for (var message = chat; message < messages; message += chats)
            {
                await call(chat, message);
            }
        })));
        return watch.Elapsed;
    }

    /// <summary>Calls at a fixed rate whether or not earlier calls are answered, and waits for all.</summary>
    public static async Task PaceAsync(int messages, int chats, int rate, Func<int, int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        var calls = new List<Task>(messages);
        while (calls.Count < messages)
        {
            var due = (int)Math.Min(messages, watch.Elapsed.TotalSeconds * rate);
            for (var message = calls.Count; message < due; message++)
            {
                calls.Add(call(message % chats, message));
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(calls);
    }
}
