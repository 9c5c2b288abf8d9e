using System.Globalization;
using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>Two chats become one while their lanes work: nothing lost, nothing doubled, order kept.</summary>
public sealed class ChatMergeTests(PostgresServer postgres)
{
    private static readonly UserId Lid = UserId.Parse("100000000000001@lid");
    private static readonly UserId Phone = UserId.Parse("5531990000001@s.whatsapp.net");
    private static readonly DeliveryFailure Waits = new("test", "A test says so.", Certain: true);

    public static TheoryData<bool> Databases => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merge_InTheMiddleOfTraffic_LosesDoublesAndReordersNothing(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = async _ =>
        {
            await Task.Yield();
            return new DeliveryOutcome.Delivered();
        };
        var (older, younger) = await TwoChatsAsync(host);
        var halfway = new TaskCompletionSource();
        var writing = Task.WhenAll(new[] { older, younger }.Select(async chat =>
        {
            for (var number = 0; number < 200; number++)
            {
                await host.EnqueueAsync(Row(chat, $"{chat}-{number}"));
                if (number == 100)
                {
                    halfway.TrySetResult();
                }
            }
        }));
        await halfway.Task;
        await host.Chats.LinkAsync("ins_1", Lid, Phone, Token);
        await writing;

        await LaneHost.StatesAsync(database, DeliveryState.Done, 400);
        var delivered = host.Target.Attempts.ToList();
        Assert.Equal(400, delivered.Select(attempt => attempt.Row.Id).Distinct().Count());
        Assert.Equal(400, delivered.Count);
        Assert.Equal(1, host.Target.MostInFlight);
        Assert.All(delivered.GroupBy(attempt => attempt.Row.Payload.Split('-')[0]), chat => Assert.Equal(
            Enumerable.Range(0, 200), chat.Select(attempt => int.Parse(attempt.Row.Payload.Split('-')[1], CultureInfo.InvariantCulture))));

        // From the merge on it is one lane, in the order of arrival.
        var moved = delivered.FindLastIndex(attempt => attempt.Row.Lane.ChatId == younger);
        var together = delivered.Skip(moved + 1).SkipWhile(attempt => !attempt.Row.Payload.StartsWith($"{younger}-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(together);
        Assert.All(together.Zip(together.Skip(1)), pair => Assert.True(pair.First.Row.Id < pair.Second.Row.Id));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merge_RowInFlight_WaitsForItAndLetsOtherChatsGoOn(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var release = new TaskCompletionSource();
        host.Target.Answer = async attempt =>
        {
            await (attempt.Row.Payload == "slow" ? release.Task : Task.CompletedTask);
            return new DeliveryOutcome.Delivered();
        };
        var (older, younger) = await TwoChatsAsync(host);
        await host.EnqueueAsync(Row(younger, "slow"), Row(younger, "behind"));
        await host.AttemptsAsync(1);

        await host.Chats.LinkAsync("ins_1", Lid, Phone, Token);
        await host.EnqueueAsync(Row(older, "new"), LaneHost.Row(99, "other"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.Equal(["slow", "other"], host.Target.Payloads);
        release.SetResult();

        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        Assert.Equal(["slow", "other", "behind", "new"], host.Target.Payloads);
        Assert.Equal(older, host.Target.Attempts.Last().Row.Lane.ChatId);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merge_SameMessageUnderBothNames_IsDeliveredOnce(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var open = false;
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(
            open || attempt.Row.Payload == "done" ? new DeliveryOutcome.Delivered(Link(attempt.Row.TargetId)) : new DeliveryOutcome.RetryAt(Waits));
        var (older, younger) = await TwoChatsAsync(host);
        await host.EnqueueAsync(Row(younger, "done"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        await host.EnqueueAsync(Row(older, "twice"), Row(younger, "twice"), Row(younger, "once"), Row(younger, "again"), Row(older, "again"), Row(older, "done"));

        await host.Chats.LinkAsync("ins_1", Lid, Phone, Token);
        Volatile.Write(ref open, true);
        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        await LaneHost.StatesAsync(database, DeliveryState.Pending, 0);
        Assert.Equal(0, await host.EnqueueAsync(Row(older, "done"), Row(younger, "once"), Row(older, "again"), Row(younger, "twice")));

        Assert.Equal(["twice", "once", "again"], host.Target.Payloads.SkipWhile(payload => payload != "done").Skip(1).Distinct());
        await using var connection = await database.OpenAsync();
        Assert.Equal([older], await connection.QueryAsync<long>("select distinct chat_id from message_link"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merge_HeadsOfBothLanes_MayHaveArrivedWithAnEarlierProcess(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        long older, younger;
        await using (var before = await LaneHost.StartAsync(database, Closed()))
        {
            (older, younger) = await TwoChatsAsync(before);
            await before.EnqueueAsync(Row(younger, "y1"), Row(older, "o1"), Row(younger, "y2"), Row(older, "o2"));
            await before.AttemptsAsync(2);
        }

        // As if it had been killed after the request.
        await ExecuteAsync(
            database,
            $"""
            update chat_alias set chat_id = {older} where chat_id = {younger};
            update chat set merged_into = {older} where id = {younger};
            insert into chat_merge (younger_id, older_id, instance_id) values ({younger}, {older}, 'ins_1');
            update delivery set next_attempt_at = 0
            """);
        await using var after = await LaneHost.StartAsync(database);

        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        Assert.Equal(["y1", "o1", "y2", "o2"], after.Target.Payloads);
        Assert.Equal(["y1", "o1"], after.Target.Attempts.Where(attempt => attempt.MayHaveArrived).Select(attempt => attempt.Row.Payload));
        Assert.All(after.Target.Attempts, attempt => Assert.Equal(older, attempt.Row.Lane.ChatId));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merged_RowOfTheOldChat_FollowsHoweverItGotThere(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var (older, younger) = await TwoChatsAsync(host);
        await host.Chats.LinkAsync("ins_1", Lid, Phone, Token);
        await Eventually.HoldsAsync(async () => await CountAsync(database, "chat_merge") == 0);

        await host.EnqueueAsync(Row(younger, "late"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);

        // What a node enqueued that had not seen the merge yet.
        await ExecuteAsync(
            database,
            $"""
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
            values ('ins_1', {younger}, 'scripted', 'message', '{younger}:stray', 'stray', 'stray', 'pending', 0, 0, 1, 0, 0)
            """);
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);

        Assert.All(host.Target.Attempts, attempt => Assert.Equal(older, attempt.Row.Lane.ChatId));
        Assert.Equal(0, await host.EnqueueAsync(Row(older, "late")));
    }

    private static NewDelivery Row(long chat, string message) =>
        new(new LaneKey("ins_1", chat, "scripted"), DeliveryKind.Message, NewDelivery.MessageKey(chat, MessageId.Parse(message)), message, message);

    private static MessageLink Link(string id) => new(id, 0, false, null, "text", DateTimeOffset.UnixEpoch, "int_1", 1, 1);

    private static ScriptedTarget Closed() =>
        new() { Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.RetryAt(Waits, DateTimeOffset.UtcNow.AddHours(1), Counts: false)) };

    private static async Task<(long Older, long Younger)> TwoChatsAsync(LaneHost host) =>
        (await host.Chats.ResolveAsync("ins_1", Lid.Chat, null, Token), await host.Chats.ResolveAsync("ins_1", Phone.Chat, null, Token));

    private static async Task<long> CountAsync(TestDatabase database, string table)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<long>($"select count(*) from {table}");
    }

    private async Task<TestDatabase> DatabaseAsync(bool sqlite)
    {
        var database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        await ExecuteAsync(
            database,
            """
            insert into account (name, token_hash, created_at) values ('a', 'h', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'one', 'sandbox', 't1', 'e', 0);
            """);
        return database;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
