using System.Globalization;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>One answer of Chatwoot is lost, or its request is executed late: what was asked is looked for before it is repeated.</summary>
[Trait("scenario", "lanes")]
public sealed class LostAnswerChaosTests(Servers servers, ITestOutputHelper output) : IClassFixture<Servers>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly string _customer = servers.NextNumber();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lose_answer")]
    [InlineData("store_later")]
    public async Task Message_AnswerLost_IsLookedForBeforeItIsRepeated(string fault)
    {
        var instance = await servers.ActivateAsync();
        await WriteAsync(instance, 1);
        await instance.IncomingAsync(1);
        await servers.Fake.ArmAsync(new FakeFault(fault, "POST", "/messages$", Times: 1), Token);
        await WriteAsync(instance, 2);
        await WriteAsync(instance, 3);
        await AssertOnceInOrderAsync(instance, 3);
    }

    [Theory]
    [InlineData("/contacts$", "lose_answer")]
    [InlineData("/contacts$", "store_later")]
    [InlineData("/conversations$", "lose_answer")]
    [InlineData("/conversations$", "store_later")]
    public async Task NewChat_AnswerToCreationLost_MakesOneContactAndOneConversation(string path, string fault)
    {
        var instance = await servers.ActivateAsync();
        await servers.Fake.ArmAsync(new FakeFault(fault, "POST", path, Times: 1), Token);
        await WriteAsync(instance, 1);
        await WriteAsync(instance, 2);
        await AssertOnceInOrderAsync(instance, 2);
        Assert.Single(await servers.Fake.ContactsAsync(Token), contact => contact.PhoneNumber == $"+{_customer}");
        Assert.Single(await instance.ConversationsAsync());
    }

    private Task<string> WriteAsync(BridgedInstance instance, int number) =>
        instance.CustomerWritesAsync(_customer, number.ToString(CultureInfo.InvariantCulture));

    private async Task AssertOnceInOrderAsync(BridgedInstance instance, int count)
    {
        var arrived = await instance.IncomingAsync(count, Deadline);

        // A marker behind them: when it has arrived, a second drain would have left its doubles before it.
        await WriteAsync(instance, count + 1);
        arrived = await instance.IncomingAsync(arrived.Count + 1, Deadline);
        output.WriteLine(string.Join(' ', arrived.Select(message => message.Content)));
        Assert.Equal(Enumerable.Range(1, count + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)), arrived.Select(message => message.Content));
    }
}
