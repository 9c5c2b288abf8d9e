using System.Diagnostics.Metrics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Deliveries;

public sealed class BacklogTests(PostgresServer postgres)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gauges_RowsOfSeveralChats_TellHowManyAndSinceWhenUntilTheCountIsOld(bool sqlite)
    {
        await using var database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        await InsertAsync(database, ("ins_1", 1, "chatwoot", 90), ("ins_1", 2, "chatwoot", 40), ("ins_1", 2, "whatsapp", 30), ("ins_2", 3, "chatwoot", 7), ("ins_2", 3, "webhook:5", 3), ("ins_2", 4, "webhook:6", 5));
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var time = new FakeTimeProvider(Now);
        var backlog = new Backlog(database.Database, services.GetRequiredService<IMeterFactory>(), time, NullLogger<Backlog>.Instance);
        Assert.Empty(Read(services));

        await backlog.RefreshAsync();

        string[] expected =
        [
            "oldest_pending 5 destination=webhook instance=ins_2", "oldest_pending 7 destination=chatwoot instance=ins_2", "oldest_pending 30 destination=whatsapp instance=ins_1",
            "oldest_pending 90 destination=chatwoot instance=ins_1", "pending 0 destination=chatwoot-media", "pending 0 destination=chatwoot-profile", "pending 1 destination=whatsapp",
            "pending 2 destination=webhook", "pending 3 destination=chatwoot",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Read(services));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.NotEmpty(Read(services));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Read(services));
    }

    [Fact]
    public async Task Count_Plan_ReadsTheIndexOfPendingRowsAndSingleRowsOfTheTable()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, postgres);
        await using var connection = await database.OpenAsync();

        var plan = (await connection.QueryAsync("explain query plan " + Backlog.Count)).Select(step => (string)step.detail).ToList();

        Assert.Contains(plan, step => step.StartsWith("SCAN delivery USING", StringComparison.Ordinal) && step.EndsWith("INDEX delivery_lane", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.StartsWith("SEARCH d USING INTEGER PRIMARY KEY", StringComparison.Ordinal));
        Assert.Single(plan, step => step.StartsWith("SCAN delivery", StringComparison.Ordinal));
    }

    private static async Task InsertAsync(TestDatabase database, params (string Instance, long Chat, string Destination, int SecondsAgo)[] rows)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("insert into account (name, token_hash, created_at) values ('one', 'one', 0)");
        await connection.ExecuteAsync(
            """
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at)
            select @id, id, @id, 'sandbox', @id, '', 0 from account
            """,
            rows.Select(row => row.Instance).Distinct().Select(id => new { id }));
        await connection.ExecuteAsync(
            """
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at, received_at)
            values (@Instance, @Chat, @Destination, 'message', @key, '', '', 'pending', 0, 0, 1, @at, 0, 0)
            """,
            rows.Select((row, number) => new { row.Instance, row.Chat, row.Destination, key = $"{number}", at = Now.AddSeconds(-row.SecondsAgo).ToUnixTimeMilliseconds() }));
    }

    private static List<string> Read(IServiceProvider services)
    {
        var read = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, services.GetRequiredService<IMeterFactory>()))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => read.Add(Line(instrument, value, tags.ToArray())));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => read.Add(Line(instrument, value, tags.ToArray())));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. read.Order(StringComparer.Ordinal)];
    }

    private static string Line(Instrument instrument, double value, KeyValuePair<string, object?>[] tags) =>
        $"{instrument.Name.Split('.')[^1]} {value.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}";
}
