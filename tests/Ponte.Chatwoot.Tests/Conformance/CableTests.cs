using Ponte.FakeChatwoot;
using Xunit;

namespace Ponte.Chatwoot.Tests.Conformance;

/// <summary>The cable's faults and what recording 08-cable-server-restart shows (contract 9.1).</summary>
public sealed class CableTests
{
    private static readonly FakeSettings Quick = new() { PingSeconds = 0.1 };

    [Theory]
    [InlineData("4.15.1")]
    [InlineData("4.3.0")]
    public async Task Server_Stopped_SocketEndsWithoutCloseFrameAndNothingIsReplayed(string version)
    {
        var chatwoot = await FakeChatwootServer.StartAsync(version, Quick);
        await using var client = await CableClient.SubscribedAsync(chatwoot.BaseUrl, FakeChatwootSeed.AdminPubsubToken);
        await chatwoot.DisposeAsync();
        Assert.True(await client.Ended, "a close frame came");
        Assert.DoesNotContain(client.Frames, static frame => frame["type"]?.ToString() == "disconnect");

        await using var again = await FakeChatwootServer.StartAsync(version, Quick, chatwoot.BaseUrl.ToString().TrimEnd('/'));
        using var caller = new Caller(again);
        await caller.StartConversationAsync();
        await caller.WriteAsync("before the subscription");
        await using var later = await CableClient.SubscribedAsync(again.BaseUrl, FakeChatwootSeed.AdminPubsubToken);
        await caller.WriteAsync("after it");
        await Eventually.HoldsAsync(() => Contents(later).Contains("after it"));
        Assert.DoesNotContain("before the subscription", Contents(later));
    }

    [Fact]
    public async Task Drop_ThenRefuse_EndsSocketsAndRefusesNewOnes()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Quick);
        await using var client = await CableClient.SubscribedAsync(chatwoot.BaseUrl, FakeChatwootSeed.AdminPubsubToken);
        chatwoot.Control.Cable("refuse");
        chatwoot.Control.Cable("drop");
        Assert.True(await client.Ended);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => CableClient.ConnectAsync(chatwoot.BaseUrl, "actioncable-v1-json"));
        chatwoot.Control.Cable("accept");
        await using var back = await CableClient.SubscribedAsync(chatwoot.BaseUrl, FakeChatwootSeed.AdminPubsubToken);
        Assert.Equal(1, chatwoot.Control.CableConnections);
    }

    [Fact]
    public async Task MutedConfirmations_Subscribe_IsMetWithSilence()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Quick);
        chatwoot.Control.Cable("mute_confirmations");
        await using var client = await CableClient.ConnectAsync(chatwoot.BaseUrl, "actioncable-v1-json");
        await client.SubscribeAsync(CableClient.Identifier(FakeChatwootSeed.AdminPubsubToken));
        await client.SettleAsync();
        Assert.Equal(["welcome"], client.Frames.Select(static frame => frame["type"]?.ToString()));
        Assert.Equal(0, chatwoot.Control.CableSubscriptions);
    }

    [Fact]
    public async Task MutedEvents_Message_IsLostForGood()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Quick);
        using var caller = new Caller(chatwoot);
        await caller.StartConversationAsync();
        await using var client = await CableClient.SubscribedAsync(chatwoot.BaseUrl, FakeChatwootSeed.AdminPubsubToken);
        chatwoot.Control.Cable("mute_events");
        await caller.WriteAsync("lost");
        await client.SettleAsync();
        chatwoot.Control.Cable("unmute_events");
        await caller.WriteAsync("seen");
        await Eventually.HoldsAsync(() => Contents(client).Contains("seen"));
        Assert.DoesNotContain("lost", Contents(client));
    }

    [Fact]
    public async Task Protocols_NoneOrUnknown_AreAcceptedAndNotEchoed()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Quick);
        await using var none = await CableClient.ConnectAsync(chatwoot.BaseUrl);
        await Eventually.HoldsAsync(() => none.Frames.Count == 1);
        // A strict client gives up because the answer carries no protocol.
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(async () =>
        {
            await using var unknown = await CableClient.ConnectAsync(chatwoot.BaseUrl, "unknown-protocol");
            throw new System.Net.WebSockets.WebSocketException(unknown.Protocol is null ? "not echoed" : throw new InvalidOperationException("echoed"));
        });
    }

    [Fact]
    public async Task Receivers_AgentOutsideTheInbox_SeesContactsButNoMessages()
    {
        await using var chatwoot = await FakeChatwootServer.StartAsync(settings: Quick);
        using var caller = new Caller(chatwoot);
        await using var outsider = await CableClient.SubscribedAsync(chatwoot.BaseUrl, FakeChatwootSeed.Agent2PubsubToken, user: FakeChatwootSeed.Agent2Id);
        await caller.StartConversationAsync();
        await caller.WriteAsync("hello");
        await Eventually.HoldsAsync(() => Names(outsider).Contains("contact.updated"));
        await outsider.SettleAsync();
        Assert.DoesNotContain("message.created", Names(outsider));
        Assert.DoesNotContain("conversation.created", Names(outsider));
    }

    private static List<string> Contents(CableClient client) => [.. client.Events.Where(static entry => entry["event"]!.ToString() == "message.created")
        .Select(static entry => entry["data"]!["content"]!.ToString())];

    private static List<string> Names(CableClient client) => [.. client.Events.Select(static entry => entry["event"]!.ToString())];
}
