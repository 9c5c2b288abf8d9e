using System.Globalization;

namespace Ponte.SystemTests.Chaos;

/// <summary>Says how a scenario ended, in the test's output and in <c>artifacts/chaos/report.tsv</c>, and fails the test on anything lost, doubled or reordered.</summary>
internal static class ChaosReport
{
    private static readonly Lock Gate = new();

    /// <param name="scenario">The scenario, as <c>chaos.sh --scenario</c> takes it, and its variant in parentheses.</param>
    /// <param name="result">What came of the exchange.</param>
    /// <param name="what">What was done to it, with figures.</param>
    public static void Write(string scenario, ExchangeResult result, string what)
    {
        var (tally, rate) = (result.Total, result.DrainRate);
        var drained = rate is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{rate:0}/s");
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario}\t{result.In.Written}\t{result.Out.Written}\t{tally.Lost}\t{tally.Doubled}\t{tally.Reordered}\t{drained}\t{result.Took.TotalSeconds:0} s\t{what}");
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {ChaosSettings.Seed}, scale {ChaosSettings.Scale}");
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{scenario}: {result.In.Written} in, {result.Out.Written} out, lost {tally.Lost}, doubled {tally.Doubled}, ")
            + string.Create(CultureInfo.InvariantCulture, $"reordered {tally.Reordered}, drained at {drained}; {what}"));
        var folder = Path.Combine(RepositoryRoot.Path, "artifacts", "chaos");
        lock (Gate)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllLines(Path.Combine(folder, "report.tsv"), [line]);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(tally.Detail);
        Assert.Equal((0, 0, 0), (tally.Lost, tally.Doubled, tally.Reordered));
    }
}
