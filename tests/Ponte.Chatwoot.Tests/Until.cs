namespace Ponte.Chatwoot.Tests;

/// <summary>Waits on conditions, with a deadline that only a broken test meets.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>The task's end, or a <see cref="TimeoutException"/>.</summary>
    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Deadline);

    /// <summary>The task's end, or a <see cref="TimeoutException"/>.</summary>
    public static Task Within(Task task) => task.WaitAsync(Deadline);

    public static async Task True(Func<bool> condition, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
