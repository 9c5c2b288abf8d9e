using Ponte.Chatwoot.CatchUp;
using Ponte.Chatwoot.Conversations;
using Ponte.Chatwoot.Messages;
using Ponte.Chatwoot.Tests.Rest;
using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.CatchUp;

public sealed class InboxCatchUpTests(Chatwoots chatwoots) : IClassFixture<Chatwoots>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Versions => Chatwoots.Versions;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task Read_ManyMessagesAboveTheCursor_GivesEachOnceInOrder(string version)
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(version);
        Unlimited(version);
        var ids = await WriteAsync(version, conversation.Id, 230);
        await chatwoots.Client(version).Conversations.ToggleStatusAsync(conversation.Id, ConversationStatus.Resolved, Stop);

        var pages = await ReadAsync(version, inbox.Id, _ => ids[4]);

        Assert.Equal([100, 100], pages.Take(2).Select(page => page.Messages.Count));
        Assert.Equal(ids[5..], pages.SelectMany(page => page.Messages).Where(message => message.MessageType != MessageType.Activity).Select(message => message.Id));
        Assert.Equal([false, false, true], pages.Select(page => page.IsLast));
        Assert.All(pages, page => Assert.Equal(conversation.Id, page.Conversation.Id));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Read_MoreConversationsThanAPage_GivesEachOnce(string version)
    {
        var client = chatwoots.Client(version);
        var inbox = (await client.Inboxes.CreateApiInboxAsync(new("Many"), Stop)).Value;
        var conversations = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            var contact = (await client.Contacts.CreateAsync(new(inbox.Id, $"many-{i}"), Stop)).Value;
            conversations.Add((await client.Conversations.CreateAsync(new(inbox.Id, contact.Id, $"many-{i}"), Stop)).Value.Id);
        }

        var pages = await ReadAsync(version, inbox.Id, _ => 0);

        Assert.Equal(conversations, pages.Select(page => page.Conversation.Id).Order());
        Assert.All(pages, page => Assert.True(page.IsLast));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Read_ExactlyOnePageOfMessages_EndsWithAnEmptyLastPage(string version)
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync(version);
        var ids = await WriteAsync(version, conversation.Id, 100);

        var pages = await ReadAsync(version, inbox.Id, _ => 0);

        Assert.Equal([(100, false), (0, true)], pages.Select(page => (page.Messages.Count, page.IsLast)));
        Assert.Equal(ids, pages[0].Messages.Select(message => message.Id));
    }

    [Fact]
    public async Task Read_ConversationLeftOut_IsNotRead()
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync("4.15.1");
        await WriteAsync("4.15.1", conversation.Id, 1);

        Assert.Empty(await ReadAsync("4.15.1", inbox.Id, _ => null));
    }

    [Fact]
    public async Task Read_ListFails_IsTheOnlyItem()
    {
        await using var server = RawServer.Answering(503, "text/html", "down");

        var items = await new InboxCatchUp(Clients.For(server.BaseUrl)).ReadAsync(1, Hour, (_, _) => ValueTask.FromResult<long?>(0), Stop).ToListAsync(Stop);

        Assert.Equal(ChatwootErrorKind.Unavailable, Assert.Single(items).Error!.Kind);
    }

    [Fact]
    public async Task Read_SecondPageFails_KeepsTheFirstAndEndsWithTheError()
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync("4.15.1");
        await WriteAsync("4.15.1", conversation.Id, 150);
        chatwoots["4.15.1"].Control.AddFault(new FaultRule { Kind = "status", Status = 502, Method = "GET", Path = $"/conversations/{conversation.Id}/messages", After = 1, Times = 1 });

        var items = await new InboxCatchUp(chatwoots.Client("4.15.1")).ReadAsync(inbox.Id, Hour, (_, _) => ValueTask.FromResult<long?>(0), Stop).ToListAsync(Stop);

        Assert.Equal([true, false], items.Select(item => item.IsSuccess));
        Assert.False(items[0].Value.IsLast);
        Assert.Equal(ChatwootErrorKind.Unavailable, items[1].Error!.Kind);
    }

    [Fact]
    public async Task Read_ConversationDeletedMeanwhile_IsLeftOut()
    {
        var (inbox, _, conversation) = await chatwoots.ConversationAsync("4.15.1");
        chatwoots["4.15.1"].Control.AddFault(new FaultRule
        {
            Kind = "status", Status = 404, Body = """{"error":"Resource could not be found"}""", Path = $"/conversations/{conversation.Id}/messages", Times = 1,
        });

        Assert.Empty(await ReadAsync("4.15.1", inbox.Id, _ => 0));
    }

    [Theory]
    [InlineData(25, 30)]
    [InlineData(25, 25)]
    [InlineData(1000, 60)]
    public async Task Read_ServerThatPagesOrRepeats_GivesEveryConversationOnceAndEnds(int pageSize, int count)
    {
        // Some servers page the answer, some give everything on every page (Chatwoot contract 5.3).
        using var http = new HttpClient(new Listing(pageSize, count));
        var client = new ChatwootClient(http, new(new Uri("http://chatwoot.example.com"), 2, "t"), TimeProvider.System);

        var items = await new InboxCatchUp(client).ReadAsync(1, Hour, (_, _) => ValueTask.FromResult<long?>(0), Stop).ToListAsync(Stop);

        Assert.Equal(Enumerable.Range(1, count).Select(id => (long)id), items.Select(item => item.Value.Conversation.Id));
    }

    private async Task<List<CatchUpPage>> ReadAsync(string version, long inboxId, Func<Conversation, long?> cursorOf)
    {
        var items = await new InboxCatchUp(chatwoots.Client(version)).ReadAsync(inboxId, Hour, (conversation, _) => ValueTask.FromResult(cursorOf(conversation)), Stop).ToListAsync(Stop);
        return [.. items.Select(item => item.Value)];
    }

    private async Task<List<long>> WriteAsync(string version, long conversationId, int count)
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await chatwoots.Client(version).Messages.CreateAsync(conversationId, new() { MessageType = MessageType.Outgoing, Content = $"{i}" }, Stop)).Value.Id);
        }

        return ids;
    }

    private void Unlimited(string version) => chatwoots[version].Control.Settings = chatwoots[version].Control.Settings with { MessagesPerMinute = 0 };

    private sealed class Listing(int pageSize, int count) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var page = int.Parse(query["page"] ?? "1", System.Globalization.CultureInfo.InvariantCulture);
            var ids = pageSize >= count ? Enumerable.Range(1, count) : Enumerable.Range(1, count).Skip((page - 1) * pageSize).Take(pageSize);
            var body = request.RequestUri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal)
                ? """{"payload":[]}"""
                : "{\"data\":{\"payload\":[" + string.Join(',', ids.Select(id => $"{{\"id\":{id}}}")) + "]}}";
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
        }
    }
}
