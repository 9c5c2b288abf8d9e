namespace Ponte.Gateway.Deliveries;

/// <summary>
/// The one place that decides when a failed attempt is repeated: 1 s doubling to 5 min with full jitter, for days (design §7.5).
/// </summary>
internal sealed class RetrySchedule(TimeProvider time, Random random)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Full jitter may draw zero; a pause this short still keeps a lane from spinning.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>When to try again after <paramref name="attempts"/> attempts that counted.</summary>
    public DateTimeOffset Next(int attempts)
    {
        var ceiling = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30))));
        var delay = ceiling * random.NextDouble();
        return time.GetUtcNow() + (delay > Shortest ? delay : Shortest);
    }
}
