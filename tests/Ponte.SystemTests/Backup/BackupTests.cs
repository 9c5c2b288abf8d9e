using System.Globalization;
using Ponte.SystemTests.Chaos;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Backup;

/// <summary>A running server with messages that wait is backed up and killed; another one goes on from the archive.</summary>
public sealed class BackupTests(PostgresServer postgres)
{
    private const string Customer = "5511900000001";
    private const int Waiting = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_OfARunningServerWithWaitingMessages_LosesAndDoublesNothing(bool onPostgres)
    {
        using var data = new TemporaryFolder();
        using var archive = new Archive();
        var database = onPostgres ? await postgres.CreateDatabaseAsync() : null;
        await using var world = await BridgeWorld.StartAsync(database, dataFolder: data.File("data"));
        await world.CustomerWritesAsync(Customer, "question 0");
        var first = Assert.Single(await world.CustomerMessagesAsync(1));

        // Something waits in each direction, in the database and in the phone's journal.
        await world.Gateway.Http.SetConnectionAsync(BridgeWorld.Instance, "disconnected", Token);
        for (var i = 1; i <= Waiting; i++)
        {
            await world.Fake.ReplyAsync(first.ConversationId, Text("answer", i), Token);
            await world.CustomerWritesAsync(Customer, Text("question", i));
        }

        await WaitAsync(world, "whatsapp", Waiting);
        await archive.TakeAsync(data.File("data"), database);
        await world.Gateway.KillAsync();
        var other = onPostgres ? await postgres.CreateDatabaseAsync() : null;
        await archive.RestoreAsync(other);
        await world.Gateway.RestartAsync(start => start with { DataFolder = archive.Restored, Settings = With(start.Settings, other) }, Token);
        await world.Gateway.Http.SetConnectionAsync(BridgeWorld.Instance, "connected", Token);
        await world.CustomerWritesAsync(Customer, "and now?");

        var incoming = await world.CustomerMessagesAsync(Waiting + 2, TimeSpan.FromSeconds(60));
        await world.Fake.ReplyAsync(first.ConversationId, "here", Token);
        var sent = await world.SentAsync(Waiting + 1, TimeSpan.FromSeconds(60));
        Assert.Equal([.. Texts("answer"), "here"], sent.Select(message => message.Text));
        Assert.Equal(["question 0", .. Texts("question"), "and now?"], incoming.Select(message => message.Content));
        Assert.Equal($"The data folder {archive.Restored} is already in use by process {world.Gateway.ProcessId}.", await archive.FailAsync(archive.File, database: other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restore_OfRowsThatTheEarlierServerHasDeliveredSince_DoublesNone(bool onPostgres)
    {
        using var data = new TemporaryFolder();
        using var archive = new Archive();
        var database = onPostgres ? await postgres.CreateDatabaseAsync() : null;
        await using var world = await BridgeWorld.StartAsync(database, dataFolder: data.File("data"));
        await world.CustomerWritesAsync(Customer, "question 0");
        await world.CustomerMessagesAsync(1);
        var outage = await world.Fake.ArmAsync(new FakeFault("status", "POST", "/messages$", 503), Token);
        for (var i = 1; i <= Waiting; i++)
        {
            await world.CustomerWritesAsync(Customer, Text("question", i));
        }

        await WaitAsync(world, "chatwoot", Waiting);
        await archive.TakeAsync(data.File("data"), database);
        await world.Fake.DisarmAsync(outage, Token);
        await world.CustomerMessagesAsync(Waiting + 1, TimeSpan.FromSeconds(60));
        await world.Gateway.KillAsync();
        var other = onPostgres ? await postgres.CreateDatabaseAsync() : null;
        await archive.RestoreAsync(other);
        await world.Gateway.RestartAsync(start => start with { DataFolder = archive.Restored, Settings = With(start.Settings, other) }, Token);
        await world.CustomerWritesAsync(Customer, "and now?");

        var incoming = await world.CustomerMessagesAsync(Waiting + 2, TimeSpan.FromSeconds(90));
        Assert.Equal(["question 0", .. Texts("question"), "and now?"], incoming.Select(message => message.Content));
    }

    // The phone had not been told that it is stored, and the copy was made just then.
    [Fact]
    public async Task Restore_OfWhatThePhoneSaysAgain_DoublesNothingThatTheEarlierServerHasShown()
    {
        using var data = new TemporaryFolder();
        using var archive = new Archive();
        await using var world = await BridgeWorld.StartAsync(dataFolder: data.File("data"));
        await world.CustomerWritesAsync(Customer, "question 0");
        await world.CustomerMessagesAsync(1);
        await HopScenario.StartAsync(world, "events-taken:1");

        // The answer to the request may not come any more.
        await Record.ExceptionAsync(() => world.CustomerWritesAsync(Customer, "question 1"));
        await world.Gateway.Exited.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await archive.TakeAsync(data.File("data"));
        await HopScenario.StartAsync(world, null);
        await world.CustomerMessagesAsync(2);
        await world.Gateway.KillAsync();
        await archive.RestoreAsync();

        // Nobody may have missed the number for days.
        var later = new Dictionary<string, string?> { ["PONTE_CLOCK_AHEAD_DAYS"] = "3" };
        await world.Gateway.RestartAsync(start => start with { DataFolder = archive.Restored, Environment = later }, Token);
        await world.CustomerWritesAsync(Customer, "and now?");

        var incoming = await world.CustomerMessagesAsync(3, TimeSpan.FromSeconds(90));
        Assert.Equal(["question 0", "question 1", "and now?"], incoming.Select(message => message.Content));
    }

    private static string Text(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what} {number}");

    private static IEnumerable<string> Texts(string what) => Enumerable.Range(1, Waiting).Select(number => Text(what, number));

    private static async Task WaitAsync(BridgeWorld world, string destination, int count) => await Eventually.GetAsync(
        () => world.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/deliveries/{BridgeWorld.Instance}?state=pending&destination={destination}", null, 200, Token),
        page => page.GetProperty("deliveries").GetArrayLength() == count);

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> settings, string? database)
    {
        var changed = new Dictionary<string, string>(settings);
        if (database is not null)
        {
            changed["Ponte:Database"] = database;
        }

        return changed;
    }
}
