using System.Globalization;

namespace Ponte.SystemTests.Chaos;

/// <summary>How a run of the chaos suite is set up; <c>chaos.sh</c> gives it in the environment.</summary>
internal static class ChaosSettings
{
    /// <summary>What is left to chance starts from here (<c>PONTE_CHAOS_SEED</c>); always the same unless told.</summary>
    public static int Seed { get; } = (int)Read("PONTE_CHAOS_SEED", 20_261_123);

    /// <summary>How many times the traffic of an ordinary test run (<c>PONTE_CHAOS_SCALE</c>), 1 to 100. 10 is the full size of the scenarios.</summary>
    public static double Scale { get; } = Math.Clamp(Read("PONTE_CHAOS_SCALE", 1), 1, 100);

    /// <summary>So many at the scale of a test run.</summary>
    /// <param name="count">At scale 1.</param>
    /// <param name="atMost">Where more of the same would show nothing new.</param>
    public static int Times(int count, int atMost = int.MaxValue) => (int)Math.Min(Math.Round(count * Scale), atMost);

    /// <summary>A time that grows with the scale, up to what the scenario means by it.</summary>
    public static TimeSpan Seconds(double atOne, double atMost) => TimeSpan.FromSeconds(Math.Min(atOne * Scale, atMost));

    /// <summary>How long a scenario may take to settle.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3) * Math.Max(1, Scale / 3);

    private static double Read(string variable, double usual) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
