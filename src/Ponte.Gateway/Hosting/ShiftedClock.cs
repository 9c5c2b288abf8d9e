namespace Ponte.Gateway.Hosting;

/// <summary>
/// The wall clock some days ahead (<c>PONTE_CLOCK_AHEAD_DAYS</c>), so that the chaos tests see what weeks do. It exists only in builds with the property
/// <c>FaultPoints</c>; a release has the system's clock.
/// </summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    /// <summary>The clock of this process.</summary>
    public static TimeProvider FromEnvironment()
    {
#if FAULT_POINTS
        if (double.TryParse(Environment.GetEnvironmentVariable("PONTE_CLOCK_AHEAD_DAYS"), global::System.Globalization.CultureInfo.InvariantCulture, out var days))
        {
            return new ShiftedClock(TimeSpan.FromDays(days));
        }
#endif
        return TimeProvider.System;
    }

    public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + ahead;
}
