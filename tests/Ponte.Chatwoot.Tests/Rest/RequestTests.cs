using Ponte.Chatwoot.CatchUp;
using Ponte.Chatwoot.Realtime;
using Xunit;

namespace Ponte.Chatwoot.Tests.Rest;

public sealed class RequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "GET /api/v1/profile HTTP/1.1")]
    [InlineData("/", "GET /api/v1/profile HTTP/1.1")]
    [InlineData("/chat", "GET /chat/api/v1/profile HTTP/1.1")]
    [InlineData("/chat//", "GET /chat/api/v1/profile HTTP/1.1")]
    public async Task Get_BaseUrlWithPrefix_KeepsIt(string prefix, string line)
    {
        await using var server = RawServer.Answering(200, "application/json", """{"id":1,"accounts":[]}""");

        Assert.True((await Clients.For(new Uri(server.BaseUrl, prefix)).Profile.GetAsync(Stop)).IsSuccess);

        Assert.StartsWith(line + "\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Json_CarriesDashedTokenAcceptAndLength()
    {
        await using var server = RawServer.Answering(200, "application/json", """{"id":1}""");

        await Clients.For(server.BaseUrl, "tok").Messages.CreateAsync(5, Chatwoots.Incoming("olá", "WA:1"), Stop);

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /api/v1/accounts/2/conversations/5/messages HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nApi-Access-Token: tok\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: application/json\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"content":"ol\u00E1","message_type":"incoming","private":false,"source_id":"WA:1"}""", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_Phone_SendsDigitsAndAnExplicitNullOperator()
    {
        await using var server = RawServer.Answering(200, "application/json", """{"payload":[]}""");

        await Clients.For(server.BaseUrl).Contacts.FilterByPhoneAsync("+5511900000001", Stop);

        Assert.EndsWith(
            """{"payload":[{"attribute_key":"phone_number","values":["5511900000001"],"filter_operator":"equal_to","query_operator":null}]}""",
            Assert.Single(server.Requests),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("ftp://host")]
    public void Endpoint_NotHttp_IsRefused(string url) =>
        Assert.Throws<ArgumentException>(() => new ChatwootEndpoint(new Uri(url, UriKind.RelativeOrAbsolute), 1, "t"));

    [Fact]
    public void ToString_OfWhatHoldsSecretsOrPeople_ShowsNeither()
    {
        object[] things =
        [
            new ChatwootEndpoint(new Uri("https://u:SECRET@host"), 1, "SECRET"),
            new Profile.UserProfile { Id = 1, Accounts = [], PubsubToken = "SECRET", Name = "SECRET" },
            new Contacts.Contact { Id = 1, Name = "SECRET", PhoneNumber = "SECRET", Identifier = "SECRET" },
            new Contacts.ContactInbox { SourceId = "SECRET" },
            new Contacts.NewContact(1, "SECRET") { Name = "SECRET" },
            new Contacts.ContactChanges { Name = "SECRET" },
            new Conversations.NewConversation(1, 2, "SECRET"),
            new Conversations.Conversation { Id = 1, ContactInbox = new() { SourceId = "SECRET" }, Meta = new() { Sender = new() { Id = 2, Name = "SECRET" } } },
            new Messages.Message { Id = 1, Content = "SECRET", Sender = new() { Name = "SECRET" } },
            new Messages.NewMessage { MessageType = Messages.MessageType.Incoming, Content = "SECRET" },
            new Messages.Attachment { DataUrl = "SECRET" },
            new RoomSubscription("SECRET", 1, 2),
            new EventReceived(new MessageCreated(new Messages.Message { Id = 1, Content = "SECRET" }), DateTimeOffset.UnixEpoch),
            new CatchUpPage(new() { Id = 1, Meta = new() { Sender = new() { Id = 2, Name = "SECRET" } } }, [], true),
            ChatwootResult.Success(new Messages.Message { Id = 1, Content = "SECRET" }),
        ];

        Assert.All(things, thing => Assert.DoesNotContain("SECRET", thing.ToString(), StringComparison.Ordinal));
    }
}
