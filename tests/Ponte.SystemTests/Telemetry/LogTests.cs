using System.Text.Json;
using System.Text.RegularExpressions;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Telemetry;

/// <summary>What the log says at its most talkative, and what it never says.</summary>
public sealed partial class LogTests
{
    private const string Number = "5511987650002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_AtDebug_NamesInstanceChatAndDeliveryAndNeitherTextNumberNorToken()
    {
        await using var world = await BridgeWorld.StartAsync(settings: new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Debug" });
        await TalkAsync(world);

        var lines = await Eventually.GetAsync(
            () => Task.FromResult(world.Gateway.Output.Split('\n').Where(line => line.Contains("was delivered", StringComparison.Ordinal)).ToList()), lines => lines.Count >= 2);
        Assert.All(lines, line => Assert.Matches(LaneLine(), line));

        // The connection outlives the request that asked for it.
        var confirmed = world.Gateway.Output.Split('\n').Where(line => line.Contains("Realtime subscription", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(confirmed);
        Assert.All(confirmed, line => Assert.DoesNotContain("RequestPath", line, StringComparison.Ordinal));
        AssertClean(world.Gateway.Output);
    }

    [Fact]
    public async Task Log_AsJson_HasTheScopeAsFields()
    {
        await using var world = await BridgeWorld.StartAsync(
            settings: new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Debug", ["Logging:Console:FormatterName"] = "json" });
        await TalkAsync(world);

        var line = await Eventually.GetAsync(
            () => Task.FromResult(world.Gateway.Output.Split('\n').FirstOrDefault(line => line.Contains("was delivered", StringComparison.Ordinal))), line => line is not null);
        var scope = JsonSerializer.Deserialize<JsonElement>(line!).GetProperty("Scopes").EnumerateArray().Single(scope => scope.TryGetProperty("delivery", out _));
        Assert.StartsWith("ins_", scope.GetProperty("instance").GetString(), StringComparison.Ordinal);
        Assert.True(scope.GetProperty("chat").GetInt64() > 0 && scope.GetProperty("delivery").GetInt64() > 0);
        AssertClean(world.Gateway.Output);
    }

    private static async Task TalkAsync(BridgeWorld world)
    {
        await world.CustomerWritesAsync(Number, "Is the red kettle in stock?");
        var question = Assert.Single(await world.CustomerMessagesAsync(1));
        await world.Fake.ReplyAsync(question.ConversationId, "The red one is sold out.", Token);
        await world.SentAsync(1);
    }

    private static void AssertClean(string log)
    {
        string[] secrets = [Number, Number[2..], "kettle", "sold out", FakeChatwootProcess.AdminToken, "FakeAdminPubsubToken1111", GatewayStart.AccountToken];
        Assert.All(secrets, secret => Assert.False(log.Contains(secret, StringComparison.OrdinalIgnoreCase), $"'{secret}' is in the log."));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ dbug: Ponte\.Gateway\.Deliveries\.LaneGrain\[\d+\] => instance:ins_\w+ chat:\d+ delivery:\d+ Delivery ")]
    private static partial Regex LaneLine();
}
