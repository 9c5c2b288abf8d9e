using Microsoft.Extensions.Time.Testing;

namespace Ponte.Chatwoot.Tests;

/// <summary>Waits for tasks, with a deadline that only a broken test meets.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>The task's end, or a <see cref="TimeoutException"/>.</summary>
    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Deadline);

    /// <summary>The task's end, or a <see cref="TimeoutException"/>.</summary>
    public static Task Within(Task task) => task.WaitAsync(Deadline);

    /// <summary>Moves a fake clock on in small steps, each followed by a moment for what it set off, until something has happened.</summary>
    public static async Task AdvancedAsync(FakeTimeProvider time, Func<bool> condition, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        do
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
            {
                throw new TimeoutException($"Time passed in vain until {what}.");
            }
        }
        while (!condition() && await moment.WaitForNextTickAsync());
    }
}
