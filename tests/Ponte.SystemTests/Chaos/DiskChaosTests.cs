using Microsoft.Data.Sqlite;
using Ponte.SystemTests.Harness;
using Ponte.SystemTests.WhatsApp;

namespace Ponte.SystemTests.Chaos;

/// <summary>The disk is full, or somebody holds the database: nothing is acknowledged meanwhile, an operator can see it, and it goes on by itself.</summary>
[Trait("scenario", "disk")]
public sealed class DiskChaosTests
{
    private const int Chats = 5;

    // The disk itself is smaller than what a server is told to keep free.
    private static readonly Dictionary<string, string> SmallDisk = new() { ["Ponte:MinFreeMegabytes"] = "1" };
    private static readonly TimeSpan Trouble = ChaosSettings.Seconds(8, 60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_FullUnderLoad_GoesOnWhenThereIsRoom()
    {
        await using var disk = await TinyDisk.MountAsync();
        await using var world = await BridgeWorld.StartAsync(settings: SmallDisk, dataFolder: Path.Combine(disk.Path, "data"));
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);
        disk.Fill();
        await UnderTroubleAsync(exchange, chats, world.Gateway, disk.Free);
        ChaosReport.Write("disk (full)", await exchange.SettleAsync(), $"no byte free for {Trouble.TotalSeconds:0} s under load");
    }

    [Fact]
    public async Task Disk_FullUnderTheEngine_GoesOnWhenThereIsRoom()
    {
        await using var disk = await TinyDisk.MountAsync();
        await using var world = await LinkedWorld.StartAsync(settings: SmallDisk, dataFolder: Path.Combine(disk.Path, "data"));
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        foreach (var chat in chats)
        {
            await world.Shop.AddCustomerAsync(Exchange.NumberOf(chat));
        }

        await exchange.OpenAsync(chats);
        disk.Fill();
        await UnderTroubleAsync(exchange, chats, world.Gateway, disk.Free);
        ChaosReport.Write("disk (full, engine)", await exchange.SettleAsync(), $"no byte free for {Trouble.TotalSeconds:0} s under load");
    }

    [Fact]
    public async Task Database_LockedUnderLoad_GoesOnWhenItIsFree()
    {
        using var folder = new TemporaryFolder();
        await using var world = await BridgeWorld.StartAsync(dataFolder: folder.File("data"));
        var exchange = Exchange.Of(world);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);
        await using var connection = new SqliteConnection($"Data Source={folder.File("data", "ponte.db")};Pooling=false");
        await connection.OpenAsync(Token);
        await using var locked = await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, Token);
        await UnderTroubleAsync(exchange, chats, world.Gateway, locked.Rollback);
        ChaosReport.Write("disk (locked)", await exchange.SettleAsync(), $"the database locked for {Trouble.TotalSeconds:0} s under load");
    }

    private static async Task UnderTroubleAsync(Exchange exchange, IReadOnlyList<int> chats, GatewayProcess gateway, Action end)
    {
        var traffic = Task.WhenAll(
            exchange.CustomersAsync(chats, ChaosSettings.Times(5), TimeSpan.FromMilliseconds(100)),
            exchange.AgentsAsync(chats, ChaosSettings.Times(5), TimeSpan.FromMilliseconds(100)));
        await IsReadyAsync(gateway, 503);

        // The scenario is this time, under load.
        await Task.Delay(Trouble, Token);
        Assert.True(gateway.IsRunning);
        end();
        await exchange.DrainBegins();
        await traffic;
        await IsReadyAsync(gateway, 200);
    }

    // What an operator sees.
    private static async Task IsReadyAsync(GatewayProcess gateway, int status) => await Eventually.GetAsync(
        async () =>
        {
            using var answer = await gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
        },
        answer => answer.Item1 == status,
        TimeSpan.FromSeconds(60));
}
