using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The unreachable row where the time limits of the activation have to pass first.</summary>
public sealed class SilentChatwootTests(Servers servers) : IClassFixture<Servers>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Unreachable => $"Chatwoot is unreachable at {Url} - verify chatwootBaseUrl and that the host is reachable from the server. Detail: ";

    private string Url => servers.Chatwoot.BaseUrl.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Set_ChatwootHangs_Is502AfterTenSeconds()
    {
        var instance = await servers.CreateAsync();
        var fault = await servers.Fake.ArmAsync(new FakeFault("hang", "GET", "/api/v1/profile$", Times: 1), Token);

        var answer = await instance.SetAsync(ActivationBody.Of(Url).ToJsonString());

        Assert.Equal(Answer.Error(502, Unreachable + "timeout after 10s"), answer);
        Assert.Equal(404, (await instance.AskListAsync()).Status);
        await servers.Fake.DisarmAsync(fault, Token);
    }

    [Fact]
    public async Task Set_RealtimeNotConfirmed_Is502AndTheInboxIsGone()
    {
        var instance = await servers.CreateAsync();
        var inboxes = (await servers.Fake.InboxesAsync(Token)).Count;
        await servers.Fake.CableAsync("mute_confirmations", Token);

        // An address that no working integration listens to yet.
        var url = $"http://localhost:{servers.Chatwoot.BaseUrl.Port}";
        var answer = await instance.SetAsync(ActivationBody.Of(url).ToJsonString());
        await servers.Fake.CableAsync("unmute_confirmations", Token);

        Assert.Equal(502, answer.Status);
        Assert.StartsWith(Answer.Error(502, Unreachable.Replace(Url, url, StringComparison.Ordinal) + "realtime connection not confirmed: ").Body[..^3], answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, answer.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await instance.AskListAsync()).Status);
        await Eventually.GetAsync(() => servers.Fake.InboxesAsync(Token), all => all.Count == inboxes);
        Assert.Contains(await servers.Fake.RequestsAsync(Token), r => r.Method == "POST" && r.Path.EndsWith("/inboxes", StringComparison.Ordinal) && r.Status == 200);
    }

    [Fact]
    public async Task SetAgain_RealtimeNotConfirmed_Is201AndLastErrorTells()
    {
        var instance = await servers.ActivateAsync();
        await servers.Fake.CableAsync("mute_confirmations", Token);
        await servers.Fake.CableAsync("drop", Token);
        await Eventually.GetAsync(instance.ListAsync, now => now.GetProperty("last_error").GetString()!.Length > 0);

        var answer = await instance.SetAsync(ActivationBody.Of(Url, new { signMessages = true }).ToJsonString());
        var listed = await instance.ListAsync();
        await servers.Fake.CableAsync("unmute_confirmations", Token);

        Assert.Equal(201, answer.Status);
        Assert.True(listed.GetProperty("sign_messages").GetBoolean());
        Assert.Equal("active", listed.GetProperty("status").GetString());
        Assert.Matches("[Rr]ealtime connection .*not confirmed", listed.GetProperty("last_error").GetString());
        await Eventually.GetAsync(instance.ListAsync, now => now.GetProperty("last_error").GetString()!.Length == 0, TimeSpan.FromSeconds(60));
    }
}
