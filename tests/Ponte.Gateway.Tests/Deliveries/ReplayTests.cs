using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Deliveries;

/// <summary>What people do to rows while lanes work on them.</summary>
public sealed class ReplayTests(PostgresServer postgres)
{
    private static readonly DeliveryFailure Refused = new("test", "A test says so.", Certain: true);

    public static TheoryData<bool> Databases => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Replay_OfALane_DeliversInOrderUnderTheSameIdsBeforeWhatWaits(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(Refused with { Certain = false }));
        await host.EnqueueAsync(LaneHost.Row(1, "a"), LaneHost.Row(1, "b"), LaneHost.Row(2, "other"), LaneHost.Row(1, "c"));
        await LaneHost.StatesAsync(database, DeliveryState.Failed, 4);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.RetryAt(Refused, DateTimeOffset.UtcNow.AddHours(1)));
        await host.EnqueueAsync(LaneHost.Row(1, "d"));
        await host.AttemptsAsync(5);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        Assert.Equal(3, await host.Replays.ReplayAsync(new LaneSelection("ins_1", "scripted", [1]), Token));

        await LaneHost.StatesAsync(database, DeliveryState.Done, 3);
        await LaneHost.StatesAsync(database, DeliveryState.Failed, 1);
        await LaneHost.StatesAsync(database, DeliveryState.Pending, 1);
        var replayed = host.Target.Attempts.Skip(5).Take(3).ToList();
        Assert.Equal(["a", "b", "c"], replayed.Select(attempt => attempt.Row.Payload));
        Assert.Equal(["id-1-a", "id-1-b", "id-1-c"], replayed.Select(attempt => attempt.Row.TargetId));
        Assert.All(replayed, attempt => Assert.True(attempt.MayHaveArrived));
        Assert.All(replayed, attempt => Assert.Equal(0, attempt.Row.Attempts));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Replay_BeforeAHeadThatAnEarlierProcessMayHaveDelivered_StillLetsThatBeLookedFor(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using (var first = await LaneHost.StartAsync(database))
        {
            first.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(Refused));
            await first.EnqueueAsync(LaneHost.Row(1, "failed"));
            await LaneHost.StatesAsync(database, DeliveryState.Failed, 1);
        }

        // As an earlier process left it in flight; nobody has woken the lane yet.
        await using (var connection = await database.OpenAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
                values ('ins_1', 1, 'scripted', 'message', 'k', 't', 'in flight', 'pending', 0, @later, 1, 0, 0)
                """,
                new { later = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds() });
        }

        await using var second = await LaneHost.StartAsync(database);
        await second.Replays.ReplayAsync(new LaneSelection("ins_1", "scripted", null), Token);
        await second.AttemptsAsync(1);
        await second.Lanes.HurryAsync("ins_1", "scripted", Token);

        await using var look = await database.OpenAsync();
        Assert.Equal(0, await look.QuerySingleAsync<long>("select certain from delivery where payload = 'in flight'"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Replay_OfARowWhoseChatWasMergedAway_IsDeliveredInTheOlderChat(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var (lid, phone) = (UserId.Parse("100000000000001@lid"), UserId.Parse("5531990000001@s.whatsapp.net"));
        var older = await host.Chats.ResolveAsync("ins_1", lid.Chat, null, Token);
        var younger = await host.Chats.ResolveAsync("ins_1", phone.Chat, null, Token);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed(Refused));
        await host.EnqueueAsync(LaneHost.Row(younger, "x"));
        await LaneHost.StatesAsync(database, DeliveryState.Failed, 1);
        await host.Chats.LinkAsync("ins_1", lid, phone, Token);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        var row = Assert.Single(await host.Ledger.ListAsync(new LedgerFilter("ins_1") { Chats = [older, younger] }, Token));
        Assert.Equal((older, younger), (row.ChatId, row.LaneChatId));
        Assert.Equal(LedgerOutcome.Done, (await host.Replays.ReplayAsync("ins_1", row.Id, Token)).Outcome);

        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.Equal(older, host.Target.Attempts.Last().Row.Lane.ChatId);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Replay_OfARevisionThatTheAgentHasSentAgain_IsRefused(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into delivery (instance_id, chat_id, destination, kind, source_key, target_id, payload, state, attempts, next_attempt_at, certain, created_at, updated_at)
            values ('ins_1', 1, 'whatsapp', 'message', 'cw:int_1:7:0:0', 'A', 'p', 'failed', 1, 0, 1, 0, 0), ('ins_1', 1, 'whatsapp', 'message', 'cw:int_1:7:1:0', 'B', '', 'done', 1, 0, 1, 0, 0)
            """);

        var decision = await host.Replays.ReplayAsync("ins_1", 1, Token);

        Assert.Equal(new LedgerDecision(LedgerOutcome.Superseded, DeliveryState.Failed, 2), decision);
        Assert.Equal(0, await host.Replays.ReplayAsync(new LaneSelection("ins_1", "whatsapp", null), Token));
        Assert.Equal(LedgerOutcome.NotFound, (await host.Replays.ReplayAsync("ins_2", 1, Token)).Outcome);
        Assert.Equal(LedgerOutcome.WrongState, (await host.Replays.ReplayAsync("ins_1", 2, Token)).Outcome);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Discard_OfARowThatADrainHasReadAlready_IsNeverTried(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var release = new TaskCompletionSource();
        host.Target.Answer = async attempt =>
        {
            await (attempt.Row.Payload == "first" ? release.Task : Task.CompletedTask);
            return new DeliveryOutcome.Delivered();
        };
        await host.EnqueueAsync(LaneHost.Row(1, "first"), LaneHost.Row(1, "unwanted"), LaneHost.Row(1, "last"));
        await host.AttemptsAsync(1);

        Assert.Equal(LedgerOutcome.Done, (await host.Discards.DiscardAsync("ins_1", 2, _ => [], Token)).Outcome);

        // Ponte's own call to the lane was sent before this one, on the same road.
        await host.HaltAsync(new LaneKey("ins_1", 1, "scripted"));
        release.SetResult();
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        Assert.Equal(["first", "last"], host.Target.Payloads);
    }

    [Theory]
    [InlineData(true, DeliveryState.Done)]
    [InlineData(false, DeliveryState.Discarded)]
    public async Task Discard_OfARowInFlight_EndsAsWhatReallyHappened(bool arrives, string state)
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        var release = new TaskCompletionSource();
        host.Target.Answer = async attempt =>
        {
            await (attempt.Row.Payload == "first" ? release.Task : Task.CompletedTask);
            return arrives || attempt.Row.Payload != "first" ? new DeliveryOutcome.Delivered() : new DeliveryOutcome.Failed(Refused, LaneHost.Row(2, "told"));
        };
        await host.EnqueueAsync(LaneHost.Row(1, "first"), LaneHost.Row(1, "last"));
        await host.AttemptsAsync(1);

        await host.Discards.DiscardAsync("ins_1", 1, _ => [], Token);
        release.SetResult();

        await LaneHost.StatesAsync(database, DeliveryState.Done, arrives ? 2 : 1);
        var row = await host.Ledger.FindAsync("ins_1", 1, Token);
        Assert.Equal((state, ""), (row!.State, row.Payload));
        Assert.DoesNotContain("told", host.Target.Payloads);
    }

    private async Task<TestDatabase> DatabaseAsync(bool sqlite)
    {
        var database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'hash', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'shop', 'sandbox', 'h', 't', 0);
            """);
        return database;
    }
}
