using Dapper;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Chats;

public sealed class ChatDirectoryTests(PostgresServer postgres)
{
    private static readonly ChatId Long = ChatId.Parse("5531990000001@s.whatsapp.net");
    private static readonly ChatId Short = ChatId.Parse("553190000001@s.whatsapp.net");
    private static readonly ChatId Lid = ChatId.Parse("100000000000001@lid");

    private readonly FakeTimeProvider _time = new();
    private readonly List<ChatChange> _changes = [];

    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Resolve_AliasTold_IsTheSameChatEitherWay(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var chats = Directory(database, writes);

        var byLid = await chats.ResolveAsync("ins_1", Lid, Long, Token);

        Assert.Equal(byLid, await chats.ResolveAsync("ins_1", Long, null, Token));
        Assert.Equal(byLid, await chats.ResolveAsync("ins_1", Short, null, Token));
        Assert.Equal(byLid, await Directory(database, writes).ResolveTypedAsync("ins_1", Short, Token));
        Assert.NotEqual(byLid, await chats.ResolveAsync("ins_2", Lid, null, Token));
        Assert.Equal([new ChatChange("ins_1", byLid, Short, null)], _changes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Addresses_SeveralNames_SendToTheOneUsedLast(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var chats = Directory(database, writes);
        var chat = await chats.ResolveTypedAsync("ins_1", Long, Token);
        Assert.Equal((Long, Long), await SendToAsync(chats, chat));

        await chats.ResolveAsync("ins_1", Short, null, Token);
        Assert.Equal((Short, Short), await SendToAsync(chats, chat));

        await chats.ResolveAsync("ins_1", Lid, Short, Token);
        Assert.Equal((Lid, Short), await SendToAsync(chats, chat));

        await chats.ResolveAsync("ins_1", Short, Lid, Token);
        Assert.Equal((Short, Short), await SendToAsync(chats, chat));
        Assert.Equal((Short, Short), await SendToAsync(Directory(database, writes), chat));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Link_BothHaveChats_NamesAndOldIdsLeadToTheOlderAtOnce(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var chats = Directory(database, writes);
        var elsewhere = Directory(database, writes);
        var older = await chats.ResolveAsync("ins_1", Lid, null, Token);
        var younger = await chats.ResolveAsync("ins_1", Long, null, Token);
        Assert.Equal(younger, await elsewhere.ResolveAsync("ins_1", Long, null, Token));

        await chats.LinkAsync("ins_1", UserId.Parse(Lid.Value), UserId.Parse(Long.Value), Token);
        await chats.LinkAsync("ins_1", UserId.Parse(Lid.Value), UserId.Parse(Long.Value), Token);

        Assert.Equal(older, await chats.ResolveAsync("ins_1", Long, null, Token));
        Assert.Equal(older, await chats.CurrentAsync(younger, Token));
        Assert.Equal(older, await elsewhere.CurrentAsync(await elsewhere.ResolveAsync("ins_1", Long, null, Token), Token));
        Assert.Equal(Long, (await elsewhere.ReadAddressesAsync("ins_1", younger, Token))!.Phone);
        await using var connection = await database.OpenAsync();
        Assert.Equal([new ChatChange("ins_1", older, null, younger)], _changes);
        Assert.Equal((younger, older), await connection.QuerySingleAsync<(long, long)>("select younger_id, older_id from chat_merge"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Link_ChainOfMerges_EveryOldIdLeadsToTheOldest(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var chats = Directory(database, writes);
        await AddAliasAsync(database, 1, Short);
        await AddAliasAsync(database, 2, Lid);
        await AddAliasAsync(database, 3, Long);

        // First the younger two, as if the third had come from an older version that knew nothing of forms.
        await ExecuteAsync(database, "update chat_alias set jid = '351910000001@s.whatsapp.net' where chat_id = 1");
        await chats.ResolveAsync("ins_1", Lid, Long, Token);
        await ExecuteAsync(database, $"update chat_alias set jid = '{Short.Value}' where chat_id = 1");
        Assert.Equal(1, await Directory(database, writes).ResolveAsync("ins_1", Lid, Long, Token));

        Assert.Equal((1, 1), (await chats.CurrentAsync(2, Token), await chats.CurrentAsync(3, Token)));
        await using var connection = await database.OpenAsync();
        Assert.Equal([1L, 1L], await connection.QueryAsync<long>("select older_id from chat_merge order by younger_id"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Resolve_SameNewPersonOnManyThreads_IsOneChat(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        await using var otherWrites = new WriteQueue(database.Database);
        var directories = new[] { Directory(database, writes), Directory(database, kind == nameof(DatabaseKind.PostgreSql) ? otherWrites : writes) };

        var found = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
            await directories[i % 2].ResolveAsync("ins_1", i % 3 == 0 ? Long : Lid, i % 3 == 0 ? Lid : Long, Token)));

        Assert.Single(found.Distinct());
        await using var connection = await database.OpenAsync();
        Assert.Equal(1, await connection.QuerySingleAsync<long>("select count(*) from chat"));
    }

    private ChatDirectory Directory(TestDatabase database, WriteQueue writes) => new(
        database.Database,
        writes,
        new ChatLinker(
            [
                (_, change) =>
                {
                    _changes.Add(change);
                    return Task.CompletedTask;
                },
            ],
            _time),
        new MergeSignal(),
        _time);

    private static async Task<(ChatId ToSend, ChatId? Phone)> SendToAsync(ChatDirectory chats, long chat)
    {
        var addresses = await chats.AddressesAsync("ins_1", chat, Token);
        return (addresses!.ToSend, addresses.Phone);
    }

    private static Task AddAliasAsync(TestDatabase database, long chat, ChatId address) => ExecuteAsync(
        database, $"insert into chat (instance_id) values ('ins_1'); insert into chat_alias (instance_id, jid, chat_id) values ('ins_1', '{address.Value}', {chat})");

    private async Task<TestDatabase> CreateAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);
        await ExecuteAsync(
            database,
            """
            insert into account (name, token_hash, created_at) values ('a', 'h', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values
                ('ins_1', 1, 'one', 'sandbox', 't1', 'e', 0), ('ins_2', 1, 'two', 'sandbox', 't2', 'e', 0);
            """);
        return database;
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
