using System.Text.Json;

namespace Ponte.Gateway.Tests.History;

/// <summary>An instance on the shared gateway to which everything has happened that the reading routes tell of, once for all tests.</summary>
public sealed class HistoryWorld(SharedGateway gateway) : IAsyncLifetime
{
    public const string Ana = "5511900000001";
    public const string Bia = "5511900000002";
    public const string AnasLid = "100000000000001@lid";
    public const string Group = "120363000000000001@g.us";

    // 2026-02-16T18:32:39Z.
    private const long Start = 1771266759;

    private static readonly string[] Tuesday = ["Tuesday"];
    private static readonly string[] Friday = ["Friday"];
    private static readonly string[] SentBefore = ["T2"];

    public SharedGateway Gateway => gateway;

    public string Name { get; } = gateway.NewName();

    public byte[] Picture { get; } = [.. Enumerable.Range(0, 100_001).Select(n => (byte)(n * 7))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gateway.Http.CreateSandboxAsync(Name, Token);
        var file = await gateway.Http.UploadAsync(Name, Picture, "image/png", "photo.png", Token);
        object[] content = [new { kind = "poll", question = "When?", options = new[] { "Tuesday", "Friday" }, isMultiple = false }, new { kind = "media", media = "image", file, caption = "Look" }];
        await HappenAsync("receive", new { from = Ana, alias = AnasLid, name = "Ana", id = "T1", text = "Hello", timestamp = Start });
        await HappenAsync("receive", new { from = Ana, fromMe = true, id = "T2", text = "Hi", timestamp = Start + 1 });
        await HappenAsync("receive", new { from = Ana, id = "M1", content = content[1], timestamp = Start + 2 });
        await HappenAsync("receive", new { from = Ana, id = "P1", content = content[0], timestamp = Start + 3 });
        await HappenAsync("receive", new { from = Ana, id = "Q1", text = "Yes", quote = new { id = "T2" }, timestamp = Start + 4 });
        await HappenAsync("receive", new { from = Ana, id = "D1", text = "Oops", timestamp = Start + 5 });
        await HappenAsync("receive", new { from = Bia, chat = Group, name = "Bia", id = "G1", text = "All", timestamp = Start + 6 });
        await HappenAsync("receive", new { from = Bia, chat = Group, name = "Bia", id = "G2", text = "Still here", timestamp = Start + 7 });
        await HappenAsync("edit", new { from = Ana, id = "E1", target = "T1", content = new { kind = "text", text = "Hello!" }, timestamp = Start + 7 });
        await HappenAsync("delete", new { from = Ana, id = "X1", target = "D1", timestamp = Start + 8 });
        await HappenAsync("vote", new { from = Ana, id = "V1", target = "P1", options = Tuesday, timestamp = Start + 9 });
        await HappenAsync("vote", new { from = Ana, id = "V2", target = "P1", options = Friday, timestamp = Start + 10 });
        await HappenAsync("receipt", new { from = Ana, messages = SentBefore, level = "delivered" });
        await HappenAsync("event", new { kind = "contact", user = Ana, savedName = "Ana Lima" });

        // Two names of one person that were two chats.
        await HappenAsync("receive", new { from = "100000000000003@lid", id = "L1", text = "by LID", timestamp = Start + 11 });
        await HappenAsync("receive", new { from = "5531990000003", id = "L2", text = "by number", timestamp = Start + 12 });
        await HappenAsync("event", new { kind = "identity", lid = "100000000000003@lid", phone = "5531990000003" });
        await HappenAsync("receive", new { from = "5531990000003", id = "L3", text = "the last", timestamp = Start + 13 });
        await Eventually.HoldsAsync(async () => (await GetAsync("getMessage", "?messageId=L3")).Status == 200);
    }

    internal Task<Answer> GetAsync(string route, string query = "") => Answer.SendAsync(gateway.Http, HttpMethod.Get, $"/api/chat/{route}/{Name}{query}");

    internal Task<Answer> PostAsync(string route, string body) => Answer.SendAsync(gateway.Http, HttpMethod.Post, $"/api/chat/{route}/{Name}", body);

    internal Task<Answer> HistoryAsync(object body) => PostAsync("history", JsonSerializer.Serialize(body));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string?> HappenAsync(string what, object body) => gateway.Http.HappenAsync(Name, what, body, Token);
}
