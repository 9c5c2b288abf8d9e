using System.Diagnostics.Metrics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Telemetry;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>The tables stop growing, and what has left them still does not come twice.</summary>
public sealed class RetentionTests(PostgresServer postgres) : IAsyncDisposable
{
    private const int PerDay = 40;
    private static readonly LaneKey Lane = new("ins_1", 1, Destination.Chatwoot);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 5, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private TestDatabase? _database;
    private WriteQueue? _writes;

    public static TheoryData<bool> Databases => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Retention_OverManyDays_KeepsTheTablesBounded(bool sqlite)
    {
        var (queue, retention) = await OpenAsync(sqlite, new RetentionOptions { DoneDays = 10, LinkDays = 20 });
        for (var day = 0; day < 60; day++)
        {
            await DeliverAsync(queue, [.. Enumerable.Range(0, PerDay).Select(n => $"{day}-{n}")]);
            _time.Advance(TimeSpan.FromDays(1));
            await retention.RunAsync(Token);

            Assert.InRange(await CountAsync("delivery"), 0, 10 * PerDay);
            Assert.InRange(await CountAsync("message_link"), 0, 20 * PerDay);
        }

        Assert.Equal(10 * PerDay, await CountAsync("delivery"));
        Assert.Equal(20 * PerDay, await CountAsync("message_link"));
        Assert.Equal((0, 0), await retention.RunAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Retention_OfEachState_RemovesWhatIsOldEnoughWithItsAttempts(bool sqlite)
    {
        var (queue, retention) = await OpenAsync(sqlite, new RetentionOptions { DoneDays = 10, FailedDays = 30, LinkDays = 400 });
        await EnqueueAsync(queue, "failed", "discarded", "superseded", "waits", "done late");
        var rows = (await queue.ReadLaneAsync(Lane, 10, Token)).ToDictionary(row => row.TargetId);
        var trouble = new DeliveryFailure("test", "A test says so.", Certain: true);
        foreach (var row in rows.Values)
        {
            await queue.PostponeAsync(row, trouble, 1, _time.GetUtcNow(), Token);
        }

        await queue.FailAsync(rows["failed"], trouble, [], Token);
        await ExecuteAsync("update delivery set state = 'discarded', payload = '' where target_id = 'discarded'");
        await ExecuteAsync("update delivery set state = 'failed', payload = '' where target_id = 'superseded'");

        Assert.Equal(["discarded", "done late", "failed", "waits"], await LeftAfterAsync(retention, 11));
        await queue.CompleteAsync(rows["done late"], new DeliveryOutcome.Delivered(), Token);
        Assert.Equal(["discarded", "done late", "failed", "waits"], await LeftAfterAsync(retention, 9));
        Assert.Equal(["discarded", "failed", "waits"], await LeftAfterAsync(retention, 2));
        Assert.Equal(["waits"], await LeftAfterAsync(retention, 9));
        Assert.Equal(["waits"], await LeftAfterAsync(retention, 4000));
        Assert.Equal(1, await CountAsync("delivery_attempt"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Message_WhoseRowIsGone_IsNotStoredAgainWhenWhatsAppDeliversItOnceMore(bool sqlite)
    {
        var (queue, retention) = await OpenAsync(sqlite, new RetentionOptions());
        await DeliverAsync(queue, "3EB0A");
        _time.Advance(TimeSpan.FromDays(31));
        await retention.RunAsync(Token);
        Assert.Equal((0, 1), (await CountAsync("delivery"), await CountAsync("message_link")));

        await EnqueueAsync(queue, "3EB0A");

        Assert.Equal(0, await CountAsync("delivery"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Retention_OfMoreThanOneBatch_RemovesAllOfIt(bool sqlite)
    {
        var (queue, retention) = await OpenAsync(sqlite, new RetentionOptions { LinkDays = 20 });
        await DeliverAsync(queue, [.. Enumerable.Range(0, (2 * RetentionStore.Batch) + 7).Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        await ExecuteAsync("insert into early_receipt (instance_id, chat_id, whatsapp_id, level, created_at) values ('ins_1', 1, 'never came', 1, 0)");
        _time.Advance(TimeSpan.FromDays(31));

        Assert.Equal((1007, 1008), await retention.RunAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        await (_writes?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _services.DisposeAsync();
    }

    private async Task<(DeliveryQueue Queue, Retention Retention)> OpenAsync(bool sqlite, RetentionOptions options)
    {
        _database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        _writes = new WriteQueue(_database.Database);
        await ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'hash', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'shop', 'sandbox', 'h', 't', 0);
            insert into chat (instance_id) values ('ins_1');
            """);
        var store = new RetentionStore(_database.Database, _writes, Options.Create(options), _time);
        var waker = new LaneWaker(null!, NullLogger<LaneWaker>.Instance);
        return (new DeliveryQueue(_database.Database, _writes, waker, new SecretBox(new byte[32]), new DeliveryMetrics(_services.GetRequiredService<IMeterFactory>()), new SettledRows(), _time), new Retention(store, _time, NullLogger<Retention>.Instance));
    }

    // Without a lane that would work on them.
    private async Task EnqueueAsync(DeliveryQueue queue, params string[] ids) => await _writes!.WriteAsync(
        transaction => queue.InsertAsync(transaction, [.. ids.Select(id => new NewDelivery(Lane, DeliveryKind.Message, $"1:{id}", id, "{}"))]), Token);

    private async Task DeliverAsync(DeliveryQueue queue, params string[] ids)
    {
        await EnqueueAsync(queue, ids);
        var rows = await queue.ReadLaneAsync(Lane, ids.Length, Token);
        Assert.Equal(ids, rows.Select(row => row.TargetId));
        await Task.WhenAll(rows.Select(row => queue.CompleteAsync(
            row, new DeliveryOutcome.Delivered(new MessageLink(row.TargetId, 0, false, null, "text", _time.GetUtcNow(), "int_1", 7, row.Id)), Token)));
    }

    private async Task<IReadOnlyList<string>> LeftAfterAsync(Retention retention, int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        await retention.RunAsync(Token);
        await using var connection = await _database!.OpenAsync();
        return [.. (await connection.QueryAsync<string>("select target_id from delivery")).Order(StringComparer.Ordinal)];
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await _database!.OpenAsync();
        return await connection.QuerySingleAsync<long>($"select count(*) from {table}");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _database!.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
