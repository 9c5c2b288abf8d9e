using Dapper;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Tests.Chats;

public sealed class PersonNamesTests(PostgresServer postgres)
{
    private static readonly UserId Phone = UserId.Parse("5511900000001@s.whatsapp.net");
    private static readonly UserId Lid = UserId.Parse("100000000000001@lid");

    private readonly List<UserId> _told = [];

    public static TheoryData<string> Kinds => new(Enum.GetNames<DatabaseKind>());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_SeveralNames_BusinessBeforeAddressBookBeforePush(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var names = Names(database, writes);
        Assert.Null(await names.FindAsync("ins_1", Phone, Token));

        await names.LearnAsync("ins_1", Phone, new KnownNames { Push = "maria" }, Token);
        Assert.Equal("maria", await names.FindAsync("ins_1", Phone, Token));

        await names.LearnAsync("ins_1", Phone, new KnownNames { Saved = "Maria S." }, Token);
        Assert.Equal("Maria S.", await names.FindAsync("ins_1", Phone, Token));

        await names.LearnAsync("ins_1", Phone, new KnownNames { Business = "Maria's Flowers", Saved = " " }, Token);
        Assert.Equal("Maria's Flowers", await names.FindAsync("ins_1", Phone, Token));
        Assert.True((await names.ReadAsync("ins_1", Phone, Token)).Has("Maria S."));
        Assert.Null(await names.FindAsync("ins_2", Phone, Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_ByTheOtherAddress_LeadsToTheSameNames(string kind)
    {
        await using var database = await CreateAsync(kind);
        await using var writes = new WriteQueue(database.Database);
        var names = Names(database, writes);
        await names.LearnAsync("ins_1", Phone, new KnownNames { Saved = "Maria S." }, Token);
        await names.LearnAsync("ins_1", Lid, new KnownNames { Push = "maria" }, Token);
        Assert.Equal("maria", await names.FindAsync("ins_1", Lid, Token));

        var chats = new ChatDirectory(database.Database, writes, new ChatLinker([], new FakeTimeProvider()), new MergeSignal(), new FakeTimeProvider());
        await chats.LinkAsync("ins_1", Lid, Phone, Token);

        Assert.Equal("Maria S.", await names.FindAsync("ins_1", Lid, Token));
        Assert.Equal("Maria S.", await names.FindAsync("ins_1", Phone, Token));
    }

    [Fact]
    public async Task Learn_NothingNew_TellsNobody()
    {
        await using var database = await CreateAsync(nameof(DatabaseKind.Sqlite));
        await using var writes = new WriteQueue(database.Database);
        var names = Names(database, writes);

        for (var i = 0; i < 3; i++)
        {
            await names.LearnAsync("ins_1", Phone, new KnownNames { Push = "maria" }, Token);
            await Names(database, writes).LearnAsync("ins_1", Phone, new KnownNames { Push = "maria", Saved = "" }, Token);
        }

        Assert.Equal([Phone], _told);
    }

    [Theory]
    [InlineData(" Maria\n da  Silva\0 ", "Maria  da  Silva")]
    [InlineData("\u0000\t ", null)]
    [InlineData(null, null)]
    public void Readable_HostileName_IsOneLineThatEveryDatabaseTakes(string? typed, string? shown) => Assert.Equal(shown, KnownNames.Readable(typed));

    [Fact]
    public void Readable_HalfACharacter_IsReplaced() => Assert.Equal("a\ufffd", KnownNames.Readable("a\ud83d"));

    [Fact]
    public void Readable_LongName_IsCutBetweenCharacters() =>
        Assert.Equal(new string('a', 199), KnownNames.Readable(new string('a', 199) + "\U0001F600\U0001F600"));

    private PersonNames Names(TestDatabase database, WriteQueue writes) => new(
        database.Database,
        writes,
        [
            (_, _, user) =>
            {
                _told.Add(user);
                return Task.CompletedTask;
            },
        ]);

    private async Task<TestDatabase> CreateAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(Enum.Parse<DatabaseKind>(kind), postgres);
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'h', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values
                ('ins_1', 1, 'one', 'sandbox', 't1', 'e', 0), ('ins_2', 1, 'two', 'sandbox', 't2', 'e', 0);
            """);
        return database;
    }
}
