using System.Net.WebSockets;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>What a client of <c>/ws/:instance</c> hears, and how it is refused and closed (http-contract 6.4 and §9).</summary>
[Collection(typeof(EventServers))]
public sealed class SocketTests(Servers servers)
{
    private static readonly string[] Labels = ["label.update"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_WithTheTokenEitherWay_HearsWhatTheWebhookGets()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        await instance.SetSocketAsync(new { enabled = true, events = EventApi.Messages });
        using var byHeader = await Listener.ConnectAsync(instance);
        using var byQuery = await Listener.ConnectAsync(instance, inQuery: true);
        using var byAccount = await Listener.ConnectAsync(instance.Gateway, instance.Name, GatewayStart.AccountToken, inQuery: true);

        await instance.CustomerWritesAsync(servers.NextNumber(), "Olá", name: "Ana");

        var frame = await byHeader.NextAsync();
        var posted = await receiver.FirstAsync(received => received.Text == "Olá");
        Assert.Equal(posted.Body, frame);
        Assert.Equal(frame, await byQuery.NextAsync());
        Assert.Equal(frame, await byAccount.NextAsync());

        // What a client says is ignored. Disabled, open sockets stay, and new ones are refused.
        await byHeader.SendAsync("hello");
        await instance.SetSocketAsync(new { enabled = false });
        await instance.CustomerWritesAsync(servers.NextNumber(), "still here");
        Assert.Equal("still here", await byHeader.NextTextAsync());
        Assert.Equal(
            Answer.Error(400, $"WebSocket is not enabled for this instance. Configure it first using POST /api/events/websocket/{instance.Name}"),
            await instance.Gateway.Http.AskAsync(HttpMethod.Get, $"/ws/{instance.Name}"));
        await Assert.ThrowsAsync<WebSocketException>(() => Listener.ConnectAsync(instance));

        await byQuery.SendAsync(new string('x', 5_000));
        Assert.Equal(1009, await byQuery.ClosedAsync());
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/instance/delete/{instance.Name}", null, 200, Token);
        Assert.Equal(1000, await byAccount.ClosedAsync());
    }

    [Fact]
    public async Task Labels_MadePutOnAndTakenOff_AreToldToBothOnce()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(new { enabled = true, url = receiver.BaseUrl + "/in", events = Labels });
        await instance.SetSocketAsync(new { enabled = true, events = Labels });
        using var listener = await Listener.ConnectAsync(instance);
        var number = servers.NextNumber();

        await AskAsync(HttpMethod.Post, "tag", """{"name":"VIP","color":3}""");
        await AskAsync(HttpMethod.Post, "assignTag", $$"""{"number":"{{number}}","tagId":"1"}""");
        await AskAsync(HttpMethod.Post, "assignTag", $$"""{"number":"{{number}}","tagId":"1"}""");
        await AskAsync(HttpMethod.Delete, "assignTag", $$"""{"number":"{{number}}","tagId":"1"}""");
        await AskAsync(HttpMethod.Delete, "tag", null, "?tagId=1");

        await Eventually.HoldsAsync(() => receiver.Events.Count >= 4);
        Assert.Equal(
            ["created VIP ", $"assigned VIP {number}@s.whatsapp.net", $"removed VIP {number}@s.whatsapp.net", "deleted VIP "],
            receiver.Events.Select(told => $"{told.Data.GetProperty("type")} {told.Data.GetProperty("label").GetProperty("name")} {JidOf(told)}"));
        foreach (var told in receiver.Events)
        {
            Assert.Equal(told.Body, await listener.NextAsync());
        }

        async Task AskAsync(HttpMethod method, string route, string? body, string query = "") =>
            Assert.InRange((await instance.Gateway.Http.AskAsync(method, $"/api/chat/{route}/{instance.Name}{query}", body)).Status, 200, 201);
    }

    [Fact]
    public async Task Group_OnceItsNameWasHeard_IsNamedInWhatFollows()
    {
        var instance = await servers.CreateAsync();
        await using var receiver = new Receiver();
        await instance.SetWebhookAsync(receiver);
        var (number, group) = (servers.NextNumber(), servers.NextGroup());

        await instance.CustomerWritesAsync(number, "before", chat: group);
        await receiver.TextsAsync(1);
        await instance.HappensAsync("group", new { from = number, chat = group, change = "renamed", text = "Orders" });
        await instance.CustomerWritesAsync(number, "after", chat: group);
        await receiver.TextsAsync(2);

        Assert.Equal([null, "Orders"], receiver.Events.Select(told => told.Data.GetProperty("chat").GetProperty("name").GetString()));
        Assert.Equal("Orders", receiver.Events[1].Data.GetProperty("recipient").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_IsClosedWhileOthersHearEverything()
    {
        var instance = await servers.CreateAsync();
        await instance.SetSocketAsync(new { enabled = true, events = EventApi.Messages });
        using var slow = await Listener.ConnectAsync(instance);
        using var good = await Listener.ConnectAsync(instance);
        var number = servers.NextNumber();

        // Long texts fill what the network holds soon, a thousand and more frames the queue.
        var text = new string('x', 60_000);
        var heard = HearAsync(good, 1_400);
        for (var i = 0; i < 14; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => instance.CustomerWritesAsync(number, text)));
        }

        Assert.Equal(1_400, await heard);
        Assert.Equal(1013, await slow.ClosedAsync());
    }

    [Fact]
    public async Task Caller_WithoutTokenOrUpgrade_IsRefusedInTheEnvelope()
    {
        var instance = await servers.CreateAsync();
        var http = instance.Gateway.Http;
        await instance.SetSocketAsync(new { enabled = true });

        Assert.Equal(401, (await http.AskAsync(HttpMethod.Get, $"/ws/{instance.Name}", token: "")).Status);
        Assert.Equal(Answer.Error(401, "Invalid token"), await http.AskAsync(HttpMethod.Get, $"/ws/{instance.Name}?token=wrong", token: ""));
        Assert.Equal(Answer.Error(404, "Instance not found"), await http.AskAsync(HttpMethod.Get, "/ws/nobody"));
        Assert.Equal(Answer.Error(400, "Connect with a WebSocket client: this address answers nothing else"), await http.AskAsync(HttpMethod.Get, $"/ws/{instance.Name}"));
    }

    private static string? JidOf(ReceivedEvent told) =>
        told.Data.GetProperty("chat") is { ValueKind: System.Text.Json.JsonValueKind.Object } chat ? chat.GetProperty("jid").GetString() : null;

    private static async Task<int> HearAsync(Listener listener, int count)
    {
        var heard = 0;
        while (heard < count && await listener.NextAsync() is not null)
        {
            heard++;
        }

        return heard;
    }
}
