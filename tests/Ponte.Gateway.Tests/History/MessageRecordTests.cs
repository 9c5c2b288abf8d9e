using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Ponte.Gateway.Chats;
using Ponte.Gateway.Deliveries;
using Ponte.Gateway.Events;
using Ponte.Gateway.History;
using Ponte.Gateway.Secrets;
using Ponte.Gateway.Storage;
using Ponte.Gateway.Tests.Storage;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.History;

/// <summary>What the store makes of events, on both databases.</summary>
public sealed class MessageRecordTests(PostgresServer postgres) : IAsyncDisposable
{
    private static readonly UserId Ana = UserId.Parse("5511900000001@s.whatsapp.net");
    private static readonly UserId AnasLid = UserId.Parse("100000000000001@lid");
    private static readonly UserId Bia = UserId.Parse("5511900000002@s.whatsapp.net");
    private static readonly ChatId Group = ChatId.Parse("120363000000000001@g.us");
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 5, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly RetentionOptions _options = new();
    private readonly SecretBox _secrets = new(new byte[32]);
    private TestDatabase? _database;
    private WriteQueue? _writes;
    private MessageRecord? _record;
    private MessageStore? _store;

    public static TheoryData<bool> Databases => [true, false];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Messages_ToldAgain_AreKeptOnce(bool sqlite)
    {
        await OpenAsync(sqlite);
        var lost = From(Ana, "lost", new IncomingUndecryptable());
        await TellAsync(From(Ana, "1"), From(Ana, "1"), lost, lost, lost with { Content = new IncomingText("found") }, lost, From(Ana, "story") with { IsStatus = true });
        await TellAsync(new Happening("ins_1", 1, From(Ana, "sent") with { FromMe = true }) { Source = Happening.Chatwoot });

        Assert.Equal(3, await CountAsync("message"));
        Assert.Equal(("1", "text", ""), await ShownAsync("1"));
        Assert.Equal(("found", "text", ""), await ShownAsync("lost"));
        Assert.Equal(("sent", "text", Happening.Chatwoot), await ShownAsync("sent"));
        var found = await FindAsync("1");
        Assert.Equal((1, Ana.Chat, Ana, false, Start), (found!.ChatId, found.Chat, found.Sender, found.FromMe, found.SentAt));
        Assert.Null(await FindAsync("story"));
        Assert.Null(await _store!.FindAsync("ins_2", "1", Token));
        Assert.Equal((true, false, false), (await IsElsewhereAsync(1, "1"), await IsElsewhereAsync(2, "1"), await IsElsewhereAsync(1, "none")));

        await using var connection = await _database!.OpenAsync();
        Assert.DoesNotContain("found", string.Concat(await connection.QueryAsync<string>("select content_encrypted from message")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Changes_OfTheWriter_CountInTheirOrderAndOfOthersDoNot(bool sqlite)
    {
        await OpenAsync(sqlite);
        var inGroup = From(Ana, "g") with { Chat = Group, SenderAlias = AnasLid };
        var file = new IncomingMedia(MediaKind.Image, new MediaReference("token", "image/png"), "before");
        await TellAsync(From(Ana, "1"), From(Ana, "2"), From(Ana, "file", file), inGroup);
        await TellAsync(
            Edit(Ana, "1", "second", 2),
            Edit(Ana, "1", "first", 1),
            Edit(Ana, "2", "not mine", 1) with { FromMe = true },
            Edit(Ana, "none", "nothing", 1),
            Edit(Bia, "g", "not hers", 1) with { Chat = Group },
            Edit(Ana, "file", "", 1) with { Content = new IncomingMedia(MediaKind.Image, new MediaReference("", ""), "after") });

        Assert.Equal(["second", "2", "after", "g"], [await TextAsync("1"), await TextAsync("2"), await TextAsync("file"), await TextAsync("g")]);
        Assert.Equal(Start.AddSeconds(2), (await FindAsync("1"))!.EditedAt);
        Assert.Equal("token", ((IncomingMedia)(await FindAsync("file"))!.Content!.Content).File.Token);

        await TellAsync(Edit(AnasLid, "g", "hers", 3) with { Chat = Group }, Delete(Ana, "1"), Delete(Ana, "2") with { FromMe = true }, From(Ana, "1"), Edit(Ana, "1", "late", 9));
        Assert.Equal("hers", await TextAsync("g"));
        Assert.Equal((null, Start.AddSeconds(5), "text"), ((await FindAsync("1"))!.Content, (await FindAsync("1"))!.DeletedAt, (await FindAsync("1"))!.Kind));
        Assert.Equal("2", await TextAsync("2"));

        // An administrator.
        await TellAsync(Delete(Bia, "g") with { Chat = Group });
        Assert.Null((await FindAsync("g"))!.Content);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task VotesAndReceipts_AreTheLastAndTheHighest(bool sqlite)
    {
        await OpenAsync(sqlite);
        await ExecuteAsync("insert into early_receipt (instance_id, chat_id, whatsapp_id, level, created_at) values ('ins_1', 1, 'early', 2, 0)");
        await TellAsync(
            From(Ana, "poll", new IncomingPoll("When?", ["Tuesday", "Friday"], false)), From(Ana, "theirs"),
            From(Ana, "ours") with { FromMe = true }, From(Ana, "early") with { FromMe = true }, From(Ana, "grouped") with { FromMe = true, Chat = Group });
        await TellAsync(
            Vote(Ana, "v1", 1, "Tuesday"), Vote(AnasLid, "v2", 2, "Friday") with { SenderAlias = Ana }, Vote(Ana, "v1", 1, "Tuesday"), Vote(Bia, "v3", 3), Vote(Bia, "v4", 4, null!),
            Vote(Bia, "v5", 5, "Friday") with { Target = MessageId.Parse("none") });
        await TellAsync(
            Receipt(ReceiptLevel.Played, "ours"), Receipt(ReceiptLevel.Delivered, "ours", "theirs", "early"), Receipt(ReceiptLevel.Read, "theirs") with { FromMe = true },
            Receipt(ReceiptLevel.Read, "grouped") with { Chat = Group });

        var votes = await _store!.VotesAsync("ins_1", (await FindAsync("poll"))!, Token);
        Assert.Equal([(Ana.Value, "v2", "Friday"), (Bia.Value, "v3", "")], votes.Select(vote => (vote.Voter, vote.Id, string.Join(',', vote.Options))));
        ReceiptLevel[] levels = [await LevelAsync("ours"), await LevelAsync("theirs"), await LevelAsync("early"), await LevelAsync("grouped")];
        Assert.Equal([ReceiptLevel.Played, ReceiptLevel.Read, ReceiptLevel.Read, ReceiptLevel.Sent], levels);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Merge_OfTwoChats_KeepsEveryMessageOnceAndItsChanges(bool sqlite)
    {
        await OpenAsync(sqlite);
        await TellAsync(From(Ana, "both"), From(Ana, "older"));
        await TellAsync(2, From(AnasLid, "both"), From(AnasLid, "poll", new IncomingPoll("When?", ["Friday"], false)), Vote(AnasLid, "v1", 1, "Friday"), From(AnasLid, "younger"));
        await ExecuteAsync("update chat set merged_into = 1 where id = 2");

        // Told under either id, and about messages that have not moved yet.
        await TellAsync(2, From(AnasLid, "late"), Edit(AnasLid, "younger", "edited", 1));
        await TellAsync(Edit(Ana, "poll", "", 1) with { Content = new IncomingPoll("And when?", ["Friday"], false) });
        await _writes!.WriteAsync(
            async transaction =>
            {
                await MessageMerge.MoveAsync(transaction, new ChatMerge("ins_1", 2, 1));
                return 0;
            },
            Token);

        var all = await _store!.ListAsync("ins_1", [1], new HistoryQuery(Ana.Chat, 50, DateTimeOffset.MinValue, DateTimeOffset.MaxValue), 50, Token);
        Assert.Equal(["late", "younger", "poll", "older", "both"], all.Select(message => message.Id.Value));
        Assert.Equal((5, "edited"), (await CountAsync("message"), await TextAsync("younger")));
        Assert.Equal("And when?", ((IncomingPoll)all[2].Content!.Content).Question);
        Assert.Single(await _store.VotesAsync("ins_1", all[2], Token));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Retention_OfMessages_RemovesThemWithTheirVotesWhenTheirTimeIsOver(bool sqlite)
    {
        await OpenAsync(sqlite);
        var retention = new RetentionStore(_database!.Database, _writes!, Options.Create(_options), _time);
        await TellAsync([From(Ana, "poll", new IncomingPoll("When?", ["Friday"], false)), Vote(Ana, "v1", 1, "Friday"), .. Enumerable.Range(0, RetentionStore.Batch).Select(n => From(Ana, $"{n}"))]);
        _time.Advance(TimeSpan.FromDays(20));
        await TellAsync(From(Ana, "young"));
        Assert.Equal((0, false), await retention.RemoveOthersAsync(Token));

        _time.Advance(TimeSpan.FromDays(11));
        Assert.Equal((RetentionStore.Batch, true), await retention.RemoveOthersAsync(Token));
        Assert.Equal((1, false), await retention.RemoveOthersAsync(Token));
        Assert.Equal((1, 0), (await CountAsync("message"), await CountAsync("message_vote")));

        _options.MessageDays = 0;
        await TellAsync(From(Ana, "unkept"));
        Assert.Equal(1, await CountAsync("message"));
        Assert.Equal((1, false), await retention.RemoveOthersAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        await (_writes?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static MessageReceived From(UserId sender, string id, IncomingContent? content = null) =>
        new(sender.Chat, MessageId.Parse(id), sender, FromMe: false, Start, content ?? new IncomingText(id));

    private static MessageEdited Edit(UserId sender, string target, string text, int second) =>
        new(sender.Chat, MessageId.Parse($"e-{second}"), MessageId.Parse(target), sender, FromMe: false, Start.AddSeconds(second), new IncomingText(text));

    private static MessageDeleted Delete(UserId sender, string target) =>
        new(sender.Chat, MessageId.Parse("d-" + target), MessageId.Parse(target), sender, FromMe: false, Start.AddSeconds(5));

    private static PollVoted Vote(UserId sender, string id, int second, params string[] options) =>
        new(sender.Chat, MessageId.Parse(id), MessageId.Parse("poll"), sender, FromMe: false, Start.AddSeconds(second), options is [null] ? null : options);

    private static ReceiptReceived Receipt(ReceiptLevel level, params string[] ids) => new(Ana.Chat, [.. ids.Select(MessageId.Parse)], Ana, FromMe: false, Start, level);

    private Task TellAsync(params ChatEvent[] events) => TellAsync(1, events);

    private Task TellAsync(long chat, params ChatEvent[] events) => TellAsync([.. events.Select(happened => new Happening("ins_1", chat, happened))]);

    private async Task TellAsync(params Happening[] happenings) => await _writes!.WriteAsync(
        async transaction =>
        {
            foreach (var write in happenings.Select(_record!.Of).OfType<Func<DbTransaction, Task>>())
            {
                await write(transaction);
            }

            return 0;
        },
        Token);

    private Task<StoredMessage?> FindAsync(string id) => _store!.FindAsync("ins_1", id, Token);

    private Task<bool> IsElsewhereAsync(long account, string id) => _store!.IsElsewhereAsync(account, id, Token);

    private async Task<string> TextAsync(string id) => MessageDescriber.TextOf((await FindAsync(id))!.Content!.Content);

    private async Task<ReceiptLevel> LevelAsync(string id) => (await FindAsync(id))!.Level;

    private async Task<(string Text, string Kind, string Source)> ShownAsync(string id) => (await TextAsync(id), (await FindAsync(id))!.Kind, (await FindAsync(id))!.Source);

    private async Task OpenAsync(bool sqlite)
    {
        _database = await TestDatabase.CreateAsync(sqlite ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql, postgres);
        _writes = new WriteQueue(_database.Database);
        _record = new MessageRecord(_secrets, Options.Create(_options), _time);
        _store = new MessageStore(_database.Database, _writes, _secrets);
        await ExecuteAsync(
            """
            insert into account (name, token_hash, created_at) values ('a', 'hash', 0);
            insert into instance (id, account_id, name, engine, token_hash, token_encrypted, created_at) values ('ins_1', 1, 'shop', 'sandbox', 'h', 't', 0);
            insert into chat (instance_id) values ('ins_1');
            insert into chat (instance_id) values ('ins_1');
            """);
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
