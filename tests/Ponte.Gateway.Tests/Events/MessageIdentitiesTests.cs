using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.Instances.Behaviour;
using Ponte.Gateway.Instances.Buckets;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Deliveries;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Events;

/// <summary>What the session's reader makes of the names in events, in the order in which they come.</summary>
public sealed class MessageIdentitiesTests(PostgresServer postgres)
{
    private static readonly UserId Me = UserId.Parse("5511900000009@s.whatsapp.net");
    private static readonly UserId MyLid = UserId.Parse("900000000000009@lid");
    private static readonly UserId Lid = UserId.Parse("100000000000001@lid");
    private static readonly UserId Phone = UserId.Parse("5511900000001@s.whatsapp.net");
    private static readonly ChatId Group = ChatId.Parse("120363000000000001@g.us");

    public static TheoryData<bool> Databases => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Read_LinkedBetweenMessages_IsStoredBeforeTheAcknowledgementAndKeepsTheOrder(bool sqlite)
    {
        await using var database = await DatabaseAsync(sqlite);
        await using var host = await LaneHost.StartAsync(database);

        await ReadAsync(
            database, host, From(Lid, "1"), From(Phone, "2"), new IdentityLinked(Lid, Phone), From(Phone, "3"), From(Lid, "4"), From(Phone, "2"));

        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        Assert.Equal(["1", "2", "3", "4"], host.Target.Attempts.OrderBy(attempt => attempt.Row.Id).Select(attempt => attempt.Row.Payload));
        Assert.Single(host.Target.Attempts.Where(attempt => attempt.Row.Payload is "3" or "4").Select(attempt => attempt.Row.Lane).Distinct());
        await Eventually.HoldsAsync(async () => await CountAsync(database, "chat_merge") == 0);
    }

    [Fact]
    public async Task Read_LinkedBeforeAnybodyWrites_BothNamesAreOneChat()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);

        await ReadAsync(database, host, new IdentityLinked(Lid, Phone), From(Phone, "1"), From(Lid, "2"));

        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        Assert.Single(host.Target.Attempts.Select(attempt => attempt.Row.Lane).Distinct());
    }

    [Fact]
    public async Task Read_OwnMessageWithOurOwnOtherName_IsNoNameOfTheChat()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        var toFirst = From(Lid, "1") with { Sender = MyLid, FromMe = true, ChatAlias = Me.Chat, SenderAlias = Me };
        var toSecond = toFirst with { Chat = ChatId.Parse("200000000000001@lid"), Id = MessageId.Parse("2") };

        await ReadAsync(database, host, toFirst, toSecond);

        await LaneHost.StatesAsync(database, DeliveryState.Done, 2);
        Assert.Equal(2, host.Target.Attempts.Select(attempt => attempt.Row.Lane).Distinct().Count());
        Assert.Equal(2, await CountAsync(database, "chat_alias"));
    }

    [Fact]
    public async Task Read_ParticipantOfAGroup_IsKnownByBothNamesAndTheGroupIsItself()
    {
        await using var database = await DatabaseAsync(sqlite: true);
        await using var host = await LaneHost.StartAsync(database);
        var inGroup = From(Lid, "1") with { Chat = Group, SenderAlias = Phone };

        await ReadAsync(database, host, inGroup, From(Phone, "2"), From(Lid, "3"), inGroup with { Id = MessageId.Parse("4") });

        await LaneHost.StatesAsync(database, DeliveryState.Done, 4);
        var lanes = host.Target.Attempts.OrderBy(attempt => attempt.Row.Id).Select(attempt => attempt.Row.Lane).ToList();
        Assert.Equal((lanes[0], lanes[1]), (lanes[3], lanes[2]));
        Assert.NotEqual(lanes[0], lanes[1]);
    }

    private static MessageReceived From(UserId sender, string id) =>
        new(sender.Chat, MessageId.Parse(id), sender, FromMe: false, DateTimeOffset.UnixEpoch, new IncomingText(id));

    // Reads the events, all acknowledged at the end.
    private static async Task ReadAsync(TestDatabase database, LaneHost host, params WhatsAppEvent[] events)
    {
        await using var session = new ListedSession(events);
        await using var writes = new WriteQueue(database.Database);
        var reader = new SessionReader(
            new MessageIdentities(host.Chats), new ObjectNaming(new BucketStore(database.Database, writes, new SecretBox(new byte[32]))), host.Queue, host.Lanes, host.Waker, [RouteAsync], [], [], [],
            new ConnectionNews(host.Queue, [], [], TimeProvider.System), new InstanceSettingsStore(database.Database, writes, TimeProvider.System), TimeProvider.System, NullLogger<SessionReader>.Instance);
        await reader.ReadAsync("ins_1", session, static () => { }, Token);
        Assert.Equal(events.Length, session.Acknowledged);
    }

    private static ValueTask<IReadOnlyList<NewDelivery>> RouteAsync(Happening happening, CancellationToken cancellationToken)
    {
        var (instanceId, chatId, happened) = happening;
        var id = ((MessageEvent)happened).Id;
        return ValueTask.FromResult<IReadOnlyList<NewDelivery>>(
            [new NewDelivery(new LaneKey(instanceId, chatId, "scripted"), DeliveryKind.Message, NewDelivery.MessageKey(chatId, id), id.Value, id.Value)]);
    }

    private static async Task<long> CountAsync(TestDatabase database, string table)
    {
        await using var connection = await database.OpenAsync();
        return await connection.QuerySingleAsync<long>($"select count(*) from {table}");
    }

    private async Task<TestDatabase> DatabaseAsync(bool sqlite)
    {
        var database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'h', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'one', 'sandbox', 't1', 'e', 0);
            """);
        return database;
    }
}
