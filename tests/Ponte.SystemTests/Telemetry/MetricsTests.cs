using System.Text.RegularExpressions;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Telemetry;

/// <summary>What <c>/metrics</c> says while messages flow and while they cannot.</summary>
public sealed partial class MetricsTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Metrics_OfTrafficEachWay_AreWellFormedAndTrue(bool onPostgres)
    {
        await using var world = await BridgeWorld.StartAsync(onPostgres ? await postgres.CreateDatabaseAsync() : null);
        await world.CustomerWritesAsync("5511987650003", "Hello");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await world.Fake.ReplyAsync(question.ConversationId, "Good morning", Token);
        await world.SentAsync(1);

        var metrics = await Eventually.GetAsync(
            () => ReadAsync(world), found => found.Sum("ponte_hop_duration_seconds_count", "hop=\"total\"", "destination=\"whatsapp\"") == 1
                && found.Sum("ponte_hop_duration_seconds_count", "hop=\"total\"", "destination=\"chatwoot\"") >= 1
                && found["ponte_chatwoot_connections{state=\"connected\"}"] == 1);
        Assert.Equal(1, metrics["ponte_delivery_attempts_total{code=\"\",destination=\"chatwoot\",kind=\"message\",outcome=\"delivered\"}"]);
        Assert.Equal(1, metrics["ponte_delivery_attempts_total{code=\"\",destination=\"whatsapp\",kind=\"message\",outcome=\"delivered\"}"]);
        Assert.All(["stored", "queue", "attempt", "commit"], hop => Assert.True(metrics.Sum("ponte_hop_duration_seconds_count", $"hop=\"{hop}\"", "destination=\"chatwoot\"") >= 1, hop));
        Assert.Equal(1, metrics["ponte_whatsapp_sessions{state=\"connected\"}"]);
        Assert.Equal(0, metrics["ponte_whatsapp_sessions{state=\"loggedout\"}"]);
        Assert.Equal(0, metrics.Sum("ponte_chatwoot_breaker_open", $"host=\"{world.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority)}\""));
        Assert.True(metrics["ponte_data_folder_free_bytes"] > 0);
        Assert.True(metrics.Sum("dotnet_process_memory_working_set_bytes") > 0);
        Assert.DoesNotContain(metrics.Series, series => series.Contains("5511987650003", StringComparison.Ordinal));
        Assert.Empty((await UsedByDeployAsync()).Except(metrics.Series.Select(series => series.Split('{')[0])).Except(["ponte_deliveries_oldest_pending_seconds"]));
    }

    [Fact]
    public async Task Metrics_WhileThePhoneIsAway_ShowTheBacklogAndItsAge()
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.CustomerWritesAsync("5511987650004", "Hello");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await world.Gateway.Http.SetConnectionAsync(BridgeWorld.Instance, "disconnected", Token);
        await world.Fake.ReplyAsync(question.ConversationId, "Good morning", Token);

        var metrics = await Eventually.GetAsync(
            () => ReadAsync(world),
            found => found["ponte_deliveries_pending{destination=\"whatsapp\"}"] == 1 && found.Sum("ponte_delivery_attempts_total", "outcome=\"waiting\"", "code=\"instance_not_connected\"") >= 1,
            TimeSpan.FromSeconds(30));
        Assert.Equal(0, metrics["ponte_whatsapp_sessions{state=\"connected\"}"]);
        Assert.Single(metrics.Series, series => series.StartsWith("ponte_deliveries_oldest_pending_seconds{destination=\"whatsapp\",instance=\"ins_", StringComparison.Ordinal));
    }

    // What dashboard and alerts ask for; the age of the oldest is there only while something waits.
    private static async Task<IEnumerable<string>> UsedByDeployAsync()
    {
        var deploy = Path.Combine(RepositoryRoot.Path, "deploy");
        var text = await File.ReadAllTextAsync(Path.Combine(deploy, "grafana-dashboard.json"), Token) + await File.ReadAllTextAsync(Path.Combine(deploy, "prometheus-alerts.yaml"), Token);
        return Name().Matches(text).Select(match => match.Value).Distinct();
    }

    [GeneratedRegex(@"\b(?:ponte|dotnet)_\w+")]
    private static partial Regex Name();

    private static async Task<PrometheusText> ReadAsync(BridgeWorld world) =>
        PrometheusText.Parse(await world.Gateway.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token));
}
