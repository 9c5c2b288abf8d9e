using System.Net.WebSockets;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Events;

/// <summary>What a client of <c>/ws/:instance</c> hears, and how it is refused and closed (http-contract 6.4 and §9).</summary>
[Collection(typeof(EventServers))]
public sealed class SocketTests(Servers servers)
{
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
