using System.Globalization;
using Dapper;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;

namespace Ponte.Gateway.Tests.Deliveries;

public sealed class LaneGrainTests(PostgresServer postgres)
{
    private static readonly DeliveryFailure Certain = new("test", "A test says so.", Certain: true);
    private static readonly DeliveryFailure Uncertain = Certain with { Certain = false };

    public static TheoryData<bool> Databases => [true, false];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lanes_ManyRowsOfManyChats_AreDeliveredOnceInOrderOneAtATime(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        await Parallel.ForAsync(0, 20, TestContext.Current.CancellationToken, async (chat, _) =>
        {
            for (var number = 0; number < 40; number++)
            {
                await host.EnqueueAsync(LaneHost.Row(chat, number.ToString(CultureInfo.InvariantCulture)));
            }
        });

        await LaneHost.StatesAsync(database, DeliveryState.Done, 800);
        Assert.Equal(800, host.Target.Attempts.Count);
        Assert.Equal(1, host.Target.MostInFlight);
        Assert.All(
            host.Target.Attempts.GroupBy(attempt => attempt.Row.Lane),
            lane => Assert.Equal(Enumerable.Range(0, 40), lane.Select(attempt => int.Parse(attempt.Row.Payload, CultureInfo.InvariantCulture))));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Enqueue_SameFactAgain_IsAbsorbedAlsoWhenItsRowIsGone(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var link = new MessageLink("id-1-hello", 0, false, null, "text", DateTimeOffset.UnixEpoch, "int_1", 1, 1);
        host.Target.Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered(link));

        Assert.Equal(1, await host.EnqueueAsync(LaneHost.Row(1, "hello"), LaneHost.Row(1, "hello")));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.Equal(0, await host.EnqueueAsync(LaneHost.Row(1, "hello")));
        await using (var connection = await database.OpenAsync())
        {
            await connection.ExecuteAsync("delete from delivery");
        }

        Assert.Equal(0, await host.EnqueueAsync(LaneHost.Row(1, "hello")));
        Assert.Single(host.Target.Attempts);
    }

    [Fact]
    public async Task Lane_HeadWaits_LaterRowsWaitBehindItAndOtherChatsGoOn()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        var open = new TaskCompletionSource();
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(
            attempt.Row.Payload == "head" && !open.Task.IsCompleted ? new DeliveryOutcome.RetryAt(Certain) : new DeliveryOutcome.Delivered());

        await host.EnqueueAsync(LaneHost.Row(1, "head"), LaneHost.Row(1, "behind"), LaneHost.Row(2, "other"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.DoesNotContain("behind", host.Target.Payloads);
        open.SetResult();
        await LaneHost.StatesAsync(database, DeliveryState.Done, 3);
        Assert.Equal("behind", host.Target.Payloads[^1]);
    }

    [Fact]
    public async Task Lane_RowRefused_GoesOnAndMakesItVisible()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(
            attempt.Row.Payload == "bad"
                ? new DeliveryOutcome.Failed(Certain, LaneHost.Row(1, "note", kind: DeliveryKind.Note))
                : new DeliveryOutcome.Delivered());

        await host.EnqueueAsync(LaneHost.Row(1, "bad"), LaneHost.Row(1, "good"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        await LaneHost.StatesAsync(database, DeliveryState.Failed, 1);
        Assert.Equal(["bad", "good", "note"], host.Target.Payloads);
    }

    [Fact]
    public async Task Lane_UncertainOutcome_NextAttemptIsToldThatItMayHaveArrived()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(
            attempt.MayHaveArrived ? new DeliveryOutcome.Delivered() : new DeliveryOutcome.RetryAt(Uncertain));

        await host.EnqueueAsync(LaneHost.Row(1, "one"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.Equal([false, true], host.Target.Attempts.Select(attempt => attempt.MayHaveArrived));
    }

    [Fact]
    public async Task Lane_AfterARestart_OnlyItsHeadFromBeforeMayHaveArrived()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        var waiting = new ScriptedTarget { Answer = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.RetryAt(Certain, DateTimeOffset.UnixEpoch, Counts: false)) };
        await using (var before = await LaneHost.StartAsync(database, waiting))
        {
            await before.EnqueueAsync(LaneHost.Row(1, "head"), LaneHost.Row(1, "second"));
            await before.AttemptsAsync(1);
        }

        await using var after = await LaneHost.StartAsync(database);
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        await after.EnqueueAsync(LaneHost.Row(1, "new"), LaneHost.Row(2, "new"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        Assert.Equal(["head"], after.Target.Attempts.Where(attempt => attempt.MayHaveArrived).Select(attempt => attempt.Row.Payload));
    }

    [Fact]
    public async Task Lane_TargetThrows_RowStaysAndIsTriedAgain()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        host.Target.Answer = _ => host.Target.Attempts.Count == 1
            ? throw new InvalidOperationException("a bug")
            : Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

        await host.EnqueueAsync(LaneHost.Row(1, "one"), LaneHost.Row(1, "two"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        Assert.Equal(["one", "one", "two"], host.Target.Payloads);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lane_DeliveredButNotStored_NextAttemptIsToldThatItMayHaveArrived(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);
        var link = new MessageLink("id-1-one", 0, false, null, "text", DateTimeOffset.UnixEpoch, "int_1", 1, 1);
        host.Target.Answer = async attempt =>
        {
            // Delivered, and the tables cannot take it: as if the disk were full.
            await ExecuteAsync(database, attempt.MayHaveArrived ? "alter table hidden rename to message_link" : "alter table message_link rename to hidden");
            return new DeliveryOutcome.Delivered(link);
        };

        await host.EnqueueAsync(LaneHost.Row(1, "one"));
        await LaneHost.StatesAsync(database, DeliveryState.Done, 1);
        Assert.Equal([false, true], host.Target.Attempts.Select(attempt => attempt.MayHaveArrived));
        Assert.True(host.Target.Attempts.Last().SettledAt > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Lane_AttemptOutlivesTheIdleTime_NoSecondDrainBegins()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database, idleSeconds: 2);
        var release = new TaskCompletionSource();
        host.Target.Answer = async attempt =>
        {
            if (attempt.Row.Payload == "slow")
            {
                await release.Task;
            }

            return new DeliveryOutcome.Delivered();
        };

        await host.EnqueueAsync(LaneHost.Row(1, "slow"));
        await host.AttemptsAsync(1);

        // Other lanes come, go idle and are collected meanwhile: three idle times pass by their sweeps, not by our clock.
        await host.EnqueueAsync(LaneHost.Row(1, "behind"));
        for (var chat = 2; chat < 5; chat++)
        {
            await host.EnqueueAsync(LaneHost.Row(chat, "x"));
            var at = TimeProvider.System.GetTimestamp();
            await Eventually.HoldsAsync(() => Task.FromResult(TimeProvider.System.GetElapsedTime(at) > TimeSpan.FromSeconds(2.5)));
        }

        release.SetResult();
        await LaneHost.StatesAsync(database, DeliveryState.Done, 5);
        Assert.Equal(1, host.Target.MostInFlight);
        Assert.Single(host.Target.Payloads, "slow");
    }

    [Fact]
    public async Task Hurry_WaitingLanes_GoOnAtOnceButNotWhatMayHaveArrived()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        var far = DateTimeOffset.UtcNow.AddHours(1);
        host.Target.Answer = attempt => Task.FromResult<DeliveryOutcome>(
            new DeliveryOutcome.RetryAt(attempt.Row.Payload == "uncertain" ? Uncertain : Certain, far, Counts: false));
        await host.EnqueueAsync(LaneHost.Row(1, "certain"), LaneHost.Row(2, "uncertain"));
        await host.AttemptsAsync(2);
        await Eventually.HoldsAsync(async () => (await host.Lanes.DueAsync(TestContext.Current.CancellationToken)).Count == 0);

        await host.Lanes.HurryAsync("ins_1", "scripted", TestContext.Current.CancellationToken);
        Assert.Equal([new LaneKey("ins_1", 1, "scripted")], await host.Lanes.DueAsync(TestContext.Current.CancellationToken));
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    private Task<TestDatabase> DatabaseAsync(bool sqlite) =>
        TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
}
