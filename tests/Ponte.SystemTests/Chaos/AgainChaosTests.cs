using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Chaos;

/// <summary>WhatsApp delivers messages again under their ids after a week, and after the ledger's rows of them are gone.</summary>
[Trait("scenario", "again")]
public sealed class AgainChaosTests
{
    private const int Chats = 10;

    // It begins a minute after the start.
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_DeliveredAgainDaysLater_AreAbsorbed()
    {
        await using var world = await BridgeWorld.StartAsync();
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        var perChat = ChaosSettings.Times(5);
        await exchange.CustomersAsync(chats, perChat);
        await world.CustomerMessagesAsync(Chats * perChat, ChaosSettings.Patience);
        await exchange.NothingWaitsAsync();

        await AgainAsync(world, days: 7, perChat);
        await RowsLeftAsync(world, Chats * perChat);
        await AgainAsync(world, days: 40, perChat, afterwards: () => RowsLeftAsync(world, 0));
        await exchange.CustomersAsync(chats, 1);
        await exchange.DrainBegins();
        ChaosReport.Write("again", await exchange.SettleAsync(), $"the same {Chats * perChat} ids after 7 days, and after 40 without rows in the ledger");
    }

    private static async Task AgainAsync(BridgeWorld world, int days, int perChat, Func<Task>? afterwards = null)
    {
        await world.Gateway.RestartAsync(start => start with { Environment = new Dictionary<string, string?> { ["PONTE_CLOCK_AHEAD_DAYS"] = $"{days}" } }, Token);
        await (afterwards?.Invoke() ?? Task.CompletedTask);
        foreach (var line in Enumerable.Range(0, Chats).SelectMany(chat => Enumerable.Range(1, perChat).Select(number => new ChatLine(ChatLine.In, chat, number))))
        {
            await world.CustomerWritesAsync(Exchange.NumberOf(line.Chat), line.ToString(), id: line.ToString());
        }
    }

    // After a month retention has taken the rows; what is linked must be absorbed all the same.
    private static async Task RowsLeftAsync(BridgeWorld world, int expected) => await Eventually.GetAsync(
        async () => (await world.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{BridgeWorld.Instance}?kind=message&limit=200", null, 200, Token)).GetProperty("deliveries").GetArrayLength(),
        count => expected == 0 ? count == 0 : count == Math.Min(expected, 200),
        Retention,
        count => $"{count} rows");
}
