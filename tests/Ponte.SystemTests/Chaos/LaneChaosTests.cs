using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>What could make one lane drain twice at a time, or repeat what got no answer.</summary>
[Trait("scenario", "lanes")]
public sealed class LaneChaosTests(ITestOutputHelper output)
{
    private const string Customer = "5511900000001";
    private static readonly Dictionary<string, string> ShortIdle = new() { ["Ponte:Lanes:IdleSeconds"] = "2" };
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lane_AttemptLongerThanIdleTime_IsNotDrainedTwice()
    {
        await using var world = await BridgeWorld.StartAsync(settings: ShortIdle);
        await WriteAsync(world, 1);
        await world.CustomerMessagesAsync(1);
        await world.Fake.ArmAsync(new FakeFault("latency", "POST", "/messages$", Milliseconds: 8000, Times: 2), Token);
        for (var number = 2; number <= 6; number++)
        {
            await WriteAsync(world, number);
        }

        await AssertOnceInOrderAsync(world, 6);
    }

    [Fact]
    public async Task Lane_BackOffLongerThanIdleTime_GoesOnOnceAndInOrder()
    {
        await using var world = await BridgeWorld.StartAsync(settings: ShortIdle);
        await WriteAsync(world, 1);
        await world.CustomerMessagesAsync(1);

        // Fewer failures than open the breaker: it is the lane's own back-off that grows beyond the idle time.
        await world.Fake.ArmAsync(new FakeFault("status", "POST", "/messages$", Status: 500, Times: 6), Token);
        for (var number = 2; number <= 6; number++)
        {
            await WriteAsync(world, number);
        }

        await AssertOnceInOrderAsync(world, 6);
    }

    [Fact]
    public async Task Gateway_KilledWhileChatwootHoldsItsAnswer_DoesNotPostAgain()
    {
        await using var world = await BridgeWorld.StartAsync();
        await WriteAsync(world, 1);
        await world.CustomerMessagesAsync(1);
        await world.Fake.ArmAsync(new FakeFault("hold_answer", "POST", "/messages$", Times: 1, Id: "held"), Token);
        await WriteAsync(world, 2);
        await WriteAsync(world, 3);
        await world.CustomerMessagesAsync(2);
        await world.Gateway.RestartAsync(cancellationToken: Token);
        await AssertOnceInOrderAsync(world, 3);
    }

    private static Task<string> WriteAsync(BridgeWorld world, int number) =>
        world.CustomerWritesAsync(Customer, number.ToString(CultureInfo.InvariantCulture));

    private async Task AssertOnceInOrderAsync(BridgeWorld world, int count)
    {
        var arrived = await world.CustomerMessagesAsync(count, Deadline);

        // A marker behind them: when it has arrived, a second drain would have left its doubles before it.
        await WriteAsync(world, count + 1);
        arrived = await world.CustomerMessagesAsync(arrived.Count + 1, Deadline);
        output.WriteLine(string.Join(' ', arrived.Select(message => message.Content)));
        Assert.Equal(Enumerable.Range(1, count + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)), arrived.Select(message => message.Content));
    }
}
