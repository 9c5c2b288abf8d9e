using System.Globalization;

namespace Ponte.SystemTests.Chaos;

/// <summary>The seed of a run: given as <c>PONTE_CHAOS_SEED</c> to repeat one, else always the same.</summary>
internal static class ChaosSeed
{
    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PONTE_CHAOS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20_261_123;
}
