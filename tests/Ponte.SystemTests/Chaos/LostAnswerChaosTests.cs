using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>One answer of Chatwoot is lost, or its request is executed late: what was asked is looked for before it is repeated.</summary>
[Trait("scenario", "lanes")]
public sealed class LostAnswerChaosTests(ITestOutputHelper output)
{
    private const string Customer = "5511900000001";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lose_answer")]
    [InlineData("store_later")]
    public async Task Message_AnswerLost_IsLookedForBeforeItIsRepeated(string fault)
    {
        await using var world = await BridgeWorld.StartAsync();
        await WriteAsync(world, 1);
        await world.CustomerMessagesAsync(1);
        await world.Fake.ArmAsync(new FakeFault(fault, "POST", "/messages$", Times: 1), Token);
        await WriteAsync(world, 2);
        await WriteAsync(world, 3);
        await AssertOnceInOrderAsync(world, 3);
    }

    [Theory]
    [InlineData("/contacts$", "lose_answer")]
    [InlineData("/contacts$", "store_later")]
    [InlineData("/conversations$", "lose_answer")]
    [InlineData("/conversations$", "store_later")]
    public async Task NewChat_AnswerToCreationLost_MakesOneContactAndOneConversation(string path, string fault)
    {
        await using var world = await BridgeWorld.StartAsync();
        await world.Fake.ArmAsync(new FakeFault(fault, "POST", path, Times: 1), Token);
        await WriteAsync(world, 1);
        await WriteAsync(world, 2);
        await AssertOnceInOrderAsync(world, 2);
        Assert.Single(await world.Fake.ContactsAsync(Token));
        Assert.Single(await world.Fake.ConversationsAsync(Token));
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
