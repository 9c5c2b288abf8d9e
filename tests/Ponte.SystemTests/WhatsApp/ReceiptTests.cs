using System.Globalization;
using Ponte.SystemTests.Chaos;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>WhatsApp is told "delivered" only of what is on the disk: that receipt is what stops it from delivering again.</summary>
public sealed class ReceiptTests(ITestOutputHelper output)
{
    // In all fewer than the 200 messages a minute that Chatwoot takes in one conversation.
    private const int PerKill = 30;
    private const int Kills = 6;
    private const int Stop = 19;
    private const string Customer = "5511900000002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // While the gateway is frozen nothing is acknowledged to the engine, so whatever it has a receipt for must be in its journal.
    [Fact]
    public async Task Engine_KilledWhileMessagesArrive_HasOnDiskWhatItSentReceiptsFor()
    {
        var random = new Random(ChaosSettings.Seed);
        await using var world = await LinkedWorld.StartAsync();
        await world.Shop.AddCustomerAsync(Customer);
        await world.Shop.CustomerWritesAsync(Customer, "0");
        await world.Shop.IncomingAsync(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            await world.Shop.HasStateAsync("connected");
            var before = (await ReceiptsAsync(world)).Count;
            ProcessGuard.Signal(world.Gateway.ProcessId, Stop);
            var killAt = random.Next(1, PerKill);
            var writing = WriteAsync(world, (kill * PerKill) + 1);
            await Eventually.HoldsAsync(async () => (await ReceiptsAsync(world)).Count - before >= killAt);
            await world.KillEnginesAsync();
            await writing;
            await world.Gateway.KillAsync();

            var receipts = (await ReceiptsAsync(world)).Skip(before).ToHashSet();
            var journal = await JournalAsync(world);
            output.WriteLine($"{receipts.Count} receipts, {journal.Count} messages in the journal");
            Assert.Empty(receipts.Except(journal));
            await world.Gateway.RestartAsync(cancellationToken: Token);
        }

        var arrived = await world.Shop.IncomingAsync(1 + (Kills * PerKill));
        Assert.Equal(Enumerable.Range(0, 1 + (Kills * PerKill)).Select(number => $"{number}"), arrived.Select(message => message.Content));
    }

    private static async Task WriteAsync(LinkedWorld world, int first)
    {
        for (var number = first; number < first + PerKill; number++)
        {
            await world.Shop.CustomerWritesAsync(Customer, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task<List<string>> ReceiptsAsync(LinkedWorld world) =>
        [.. (await world.WhatsApp.ReceiptsAsync(LinkedWorld.Number, Token)).Where(receipt => receipt.Type is "" or "inactive").Select(receipt => receipt.Id)];

    private static async Task<HashSet<string>> JournalAsync(LinkedWorld world)
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "Ponte.SystemTests", "WhatsApp", "journal-ids.mjs");
        var session = Assert.Single(Directory.GetDirectories(world.Sessions));
        var printed = await ChildProcess.RunAsync("node", [script, Path.Combine(RepositoryRoot.Path, "engine"), session]);
        return [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
