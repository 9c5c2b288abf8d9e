namespace Ponte.Chatwoot.Tests;

/// <summary>Waits on conditions, with a deadline that only a broken test meets.</summary>
internal static class Until
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

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
