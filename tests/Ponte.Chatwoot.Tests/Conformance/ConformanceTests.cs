using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>The double answers each recorded step with the same status and the same JSON shape, on both versions.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    /// <summary>Scenarios that are not replayed, and what tests them instead.</summary>
    private static readonly (string Scenario, string Reason)[] NotReplayed =
    [
        ("12-concurrent-creates", "who wins a race and what is stored is chance: see RaceTests"),
        ("07-webhooks-order", "holds no steps and only shortened webhooks, the order is chance: see WebhookTests"),
        ("07-webhooks-signature-vector", "vectors, not steps: see SignatureTests"),
        ("08-cable-server-restart", "the web process is stopped and started: see CableTests"),
    ];

    public static TheoryData<string, string> Scenarios()
    {
        var data = new TheoryData<string, string>();
        foreach (var version in new[] { "4.15.1", "4.3.0" })
        {
            foreach (var name in Files(version).Except(NotReplayed.Select(static entry => entry.Scenario)))
            {
                data.Add(version, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_Replayed_AnswersAsRecorded(string version, string scenario)
    {
        var report = await Replay.RunAsync(version, scenario);
        output.WriteLine(report.ToString());
        Assert.True(report.Differences.Count == 0, report.ToString());
    }

    [Fact]
    public void Recordings_All_AreReplayedOrListedWithAReason()
    {
        foreach (var (scenario, reason) in NotReplayed)
        {
            output.WriteLine($"not replayed: {scenario}: {reason}");
        }

        foreach (var tolerance in Tolerance.All)
        {
            output.WriteLine($"tolerated: {tolerance.Scenario} / {tolerance.Where} / {tolerance.Path} [{tolerance.Types}]: {tolerance.Reason}");
        }

        Assert.Equal(25, Files("4.15.1").Length);
        Assert.Equal(25, Files("4.3.0").Length);
        Assert.All(NotReplayed, entry => Assert.Contains(entry.Scenario, Files("4.15.1").Union(Files("4.3.0"))));
    }

    private static string[] Files(string version) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recordings", version), "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
}
