using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Events;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>Receipts and links come in any order; what Chatwoot is told only rises, and is that of the last part.</summary>
public sealed class TickTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receipt_BeforeItsLink_IsKeptAndReportedWithIt(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = async attempt =>
        {
            await ReceiveAsync(host, ReceiptLevel.Read, attempt.Row.TargetId);
            await ReceiveAsync(host, ReceiptLevel.Delivered, attempt.Row.TargetId);
            return new DeliveryOutcome.Delivered(Link(attempt.Row.TargetId, parts: 1));
        };

        await host.EnqueueAsync(LaneHost.Row(1, "hello"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);

        Assert.Equal(["status:int_1:42:read"], await StatusesAsync(database));
        await using var connection = await database.OpenAsync();
        Assert.Equal(0, await connection.QuerySingleAsync<long>("select count(*) from early_receipt"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receipts_OfTwoParts_ReportTheLowestLevelOnce(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered(Link(attempt.Row.TargetId, parts: 2)));
        await host.EnqueueAsync(LaneHost.Row(1, "a"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);

        await ReceiveAsync(host, ReceiptLevel.Read, "id-1-a");
        Assert.Empty(await StatusesAsync(database));
        await host.EnqueueAsync(LaneHost.Row(1, "b"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        await ReceiveAsync(host, ReceiptLevel.Delivered, "id-1-b", "id-1-a");
        await ReceiveAsync(host, ReceiptLevel.Delivered, "id-1-b");
        Assert.Equal(["status:int_1:42:delivered"], await StatusesAsync(database));
        await ReceiveAsync(host, ReceiptLevel.Played, "id-1-b");

        Assert.Equal(["status:int_1:42:delivered", "status:int_1:42:read"], await StatusesAsync(database));
    }

    [Fact]
    public async Task Receipt_ForAReceivedMessage_ChangesNothing()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered(Link(attempt.Row.TargetId, parts: 1) with { FromMe = false }));
        await host.EnqueueAsync(LaneHost.Row(1, "a"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);

        await ReceiveAsync(host, ReceiptLevel.Read, "id-1-a");

        Assert.Empty(await StatusesAsync(database));
        await using var connection = await database.OpenAsync();
        Assert.Equal(0, await connection.QuerySingleAsync<long>("select max(status_level) from message_link"));
    }

    private static Task ReceiveAsync(LaneHost host, ReceiptLevel level, params string[] messages) =>
        host.Queue.ReceiveAsync("ins_1", 1, messages, level, Token);

    private static MessageLink Link(string id, int parts) =>
        new(id, 0, FromMe: true, null, "text", DateTimeOffset.UnixEpoch, "int_1", 7, 42) { Parts = parts };

    private static async Task<IReadOnlyList<string>> StatusesAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return [.. await connection.QueryAsync<string>("select source_key from delivery where kind = 'status' order by id")];
    }

    private async Task<TestDatabase> DatabaseAsync(bool sqlite)
    {
        var database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'hash', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'shop', 'sandbox', 'h', 't', 0);
            insert into chat (instance_id) values ('ins_1');
            """);
        return database;
    }
}
