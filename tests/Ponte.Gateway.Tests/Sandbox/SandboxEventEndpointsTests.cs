using System.Text;
using System.Text.Json;

namespace Ponte.Gateway.Tests.Sandbox;

public sealed class SandboxEventEndpointsTests(SharedGateway gateway)
{
    private static readonly string[] Missing = ["5511900000002"];
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("receive", """{"from":"5511900000001","id":"A1","content":{"kind":"location","latitude":-23.5,"longitude":-46.6}}""")]
    [InlineData("receive", """{"fromMe":true,"chat":"5511900000001","id":"A1","text":"typed here"}""")]
    [InlineData("edit", """{"from":"5511900000001","id":"A1","target":"X","content":{"kind":"text","text":"new"}}""")]
    [InlineData("delete", """{"from":"5511900000001","id":"A1","target":"X"}""")]
    [InlineData("reaction", """{"from":"5511900000001","id":"A1","target":"X","emoji":"👍"}""")]
    [InlineData("vote", """{"from":"5511900000001","id":"A1","target":"X","options":[]}""")]
    [InlineData("call", """{"from":"5511900000001","id":"A1"}""")]
    [InlineData("group", """{"from":"5511900000001","id":"A1","chat":"120363000000000001@g.us","change":"added","participants":["5511900000002"]}""")]
    [InlineData("event", """{"kind":"delete","from":"5511900000001","id":"A1","target":"X"}""")]
    public async Task Event_WithAnId_Is202WithIt(string route, string body)
    {
        var answer = await PostAsync(await CreateAsync(), route, body);

        Assert.Equal("""202 {"messageId":"A1"}""", $"{answer.Status} {answer.Text}");
    }

    [Theory]
    [InlineData("receipt", """{"from":"5511900000001","messages":["X"],"level":"read"}""")]
    [InlineData("typing", """{"from":"5511900000001","state":"composing"}""")]
    [InlineData("event", """{"kind":"identity","lid":"100000000000001@lid","phone":"5511900000001"}""")]
    [InlineData("event", """{"kind":"label","label":"1","change":"created","name":"VIP","color":3}""")]
    [InlineData("event", """{"kind":"contact","user":"5511900000001","savedName":"Ana"}""")]
    [InlineData("event", """{"kind":"picture","chat":"5511900000001"}""")]
    public async Task Event_WithoutAnId_Is202(string route, string body)
    {
        var answer = await PostAsync(await CreateAsync(), route, body);

        Assert.Equal("""202 {"success":true,"message":"Received"}""", $"{answer.Status} {answer.Text}");
    }

    [Theory]
    [InlineData("receive", """{"from":"5511900000001","text":"a","content":{"kind":"text","text":"a"}}""", "text and content exclude each other")]
    [InlineData("receive", """{"from":"5511900000001","content":{"kind":"hologram"}}""", "content is incomplete or not valid")]
    [InlineData("receive", """{"from":"5511900000001","content":[]}""", "content is incomplete or not valid")]
    [InlineData("receive", """{"\ud800":1,"from":"5511900000001"}""", "text is required")]
    [InlineData("receive", """{"fromMe":"yes","from":"5511900000001","text":"a"}""", "fromMe must be true or false")]
    [InlineData("receive", """{"fromMe":true,"chat":"x","text":"a"}""", "chat must be a group address (…@g.us) or a person's")]
    [InlineData("call", """{"fromMe":true,"chat":"120363000000000001@g.us"}""", "from must be 5 to 15 digits or a LID (…@lid)")]
    [InlineData("delete", """{"from":"5511900000001"}""", "target is required")]
    [InlineData("receipt", """{"from":"5511900000001","messages":["a b"],"level":"read"}""", "messages[0] is incomplete or not valid")]
    [InlineData("event", """{}""", "kind is required")]
    [InlineData("event", """{"kind":"connection","from":"5511900000001"}""", "kind must be one of message, edit, delete, reaction, vote, receipt, call, group, typing, contact, picture, identity, label")]
    public async Task Event_BadBody_Is400(string route, string body, string problem) =>
        (await PostAsync(await CreateAsync(), route, body)).IsError(400, "Invalid request body: " + problem);

    [Fact]
    public async Task Media_Uploaded_IsKeptWithItsNameAndType()
    {
        var name = await CreateAsync();

        var file = await gateway.Http.UploadAsync(name, Encoding.UTF8.GetBytes("bytes"), "audio/ogg; codecs=opus", "../ü \"x\".ogg", Token);

        Assert.Matches("^[0-9a-f]{32}$", file.GetProperty("token").GetString());
        Assert.Equal(5, file.GetProperty("size").GetInt64());
        Assert.Equal(("audio/ogg; codecs=opus", "../ü \"x\".ogg"), (file.GetProperty("mimeType").GetString(), file.GetProperty("fileName").GetString()));
        Assert.NotNull(await gateway.Http.HappenAsync(name, "receive", new { from = "5511900000001", content = new { kind = "media", media = "voice", file } }, Token));
    }

    [Fact]
    public async Task Media_BeyondTheUsualBody_IsTaken()
    {
        var file = await gateway.Http.UploadAsync(await CreateAsync(), new byte[5_000_000], "video/mp4", cancellationToken: Token);

        Assert.Equal(5_000_000, file.GetProperty("size").GetInt64());
    }

    [Theory]
    [InlineData("?fileName=", "x", "fileName must have 1 to 255 characters without control characters")]
    [InlineData("?fileName=a%0Ab", "x", "fileName must have 1 to 255 characters without control characters")]
    [InlineData("", "", "Invalid request body: the body is empty")]
    public async Task Media_BadUpload_Is400(string query, string body, string problem) =>
        (await PostAsync(await CreateAsync(), "media" + query, body)).IsError(400, problem);

    [Fact]
    public async Task Media_LargerThanTheLimitOrTheDisk_IsRefusedAndNothingIsKept()
    {
        using var folder = new TemporaryFolder();
        var start = new GatewayStart { DataFolder = folder.Path, Settings = new Dictionary<string, string> { ["Ponte:Media:MaxMegabytes"] = "1" } };
        await using var small = await GatewayProcess.StartAsync(start, Token);
        var id = await small.Http.CreateSandboxAsync("support", Token);
        using var body = new StreamContent(new EndlessStream(3 * 1024 * 1024));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sandbox/support/media") { Content = body };
        request.Headers.TransferEncodingChunked = true;

        (await Answer.SendAsync(small.Http, request)).IsError(413, "Request body too large");
        for (var i = 0; i < 20; i++)
        {
            (await Answer.SendAsync(small.Http, HttpMethod.Post, "/api/sandbox/support/media", new string('x', 1024 * 1024 + 1))).IsError(413, "Request body too large");
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "sandbox", id, "received")));

        // A disk that takes nothing: the folder's name is taken by a file.
        Directory.Delete(Path.Combine(folder.Path, "sandbox", id, "received"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "sandbox", id, "received"), "", Token);
        (await Answer.SendAsync(small.Http, HttpMethod.Post, "/api/sandbox/support/media", "x"))
            .IsError(507, "The file could not be written to the server's disk: nothing of it is kept");
    }

    [Theory]
    [InlineData("A")]
    [InlineData("..%2F..%2Fpeople.json")]
    [InlineData("a%20b")]
    public async Task SentMedia_Unknown_Is404(string id) =>
        (await Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/sandbox/{await CreateAsync()}/media/{id}")).IsError(404, "No medium was sent under this message id");

    [Theory]
    [InlineData("refuse", "{}", "count is required")]
    [InlineData("refuse", """{"count":-1,"code":7}""", "count must be at least 0; code must be between 100 and 999")]
    [InlineData("refuse", """{"count":99999999999}""", "count must be at most 1000000")]
    [InlineData("withhold", """{"count":"two","gone":1}""", "count must be a number; gone must be true or false")]
    [InlineData("profile", """{"chat":"5511900000001","picture":"../../people.json"}""", "picture must be the token of a kept file")]
    [InlineData("profile", """{"chat":"somewhere"}""", "chat must be 5 to 15 digits, a LID (…@lid) or a group address (…@g.us)")]
    [InlineData("members", """{"chat":"5511900000001","members":[]}""", "chat must be a group address (…@g.us)")]
    [InlineData("members", """{"chat":"120363000000000001@g.us","members":[{"user":"x"}]}""", "members must be an array of at most 2048 objects with user, and maybe alias and name")]
    [InlineData("missing", """{"numbers":["5511900000001",7]}""", "numbers must be an array of numbers of 5 to 15 digits")]
    [InlineData("missing", """{"numbers":["\ud800"]}""", "numbers must be an array of numbers of 5 to 15 digits")]
    public async Task Knob_BadBody_Is400(string route, string body, string problem) =>
        (await PostAsync(await CreateAsync(), route, body)).IsError(400, "Invalid request body: " + problem);

    [Fact]
    public async Task Knobs_GoodBody_Is200AndSeenIsEmpty()
    {
        var name = await CreateAsync();
        var picture = (await gateway.Http.UploadAsync(name, [1, 2, 3], "image/jpeg", cancellationToken: Token)).GetProperty("token").GetString();

        await gateway.Http.RefuseAsync(name, 0, cancellationToken: Token);
        await gateway.Http.WithholdAsync(name, 0, gone: true, Token);
        await gateway.Http.SetPeopleAsync(name, "profile", new { chat = "5511900000001", pushName = "Ana", picture }, Token);
        await gateway.Http.SetPeopleAsync(name, "members", new { chat = "120363000000000001@g.us", members = new[] { new { user = "5511900000001", name = "Ana" } } }, Token);
        await gateway.Http.SetPeopleAsync(name, "missing", new { numbers = Missing }, Token);

        Assert.Equal("""{"read":[],"typing":[]}""", JsonSerializer.Serialize(await gateway.Http.SeenAsync(name, Token)));
    }

    private Task<Answer> PostAsync(string name, string what, string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/sandbox/{name}/{what}", body);

    private async Task<string> CreateAsync()
    {
        var name = gateway.NewName();
        await gateway.Http.CreateSandboxAsync(name, Token);
        return name;
    }

    /// <summary>A body of unknown length.</summary>
    private sealed class EndlessStream(long length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
