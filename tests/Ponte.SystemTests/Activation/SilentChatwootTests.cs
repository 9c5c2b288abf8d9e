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
    public async Task Set_RealtimeNotConfirmed_FailsANewIntegrationAndNotAWorkingOne()
    {
        var (fresh, working) = (await servers.CreateAsync(), await servers.ActivateAsync());
        var before = (await servers.Fake.InboxesAsync(Token)).Count;
        await servers.Fake.CableAsync("mute_confirmations", Token);
        await servers.Fake.CableAsync("drop", Token);
        await Eventually.GetAsync(working.ListAsync, now => now.GetProperty("last_error").GetString()!.Length > 0);

        // Both wait for their 20 s at once; the new one at an address that nobody listens to yet.
        var url = $"http://localhost:{servers.Chatwoot.BaseUrl.Port}";
        var again = working.SetAsync(ActivationBody.Of(Url, new { signMessages = true }).ToJsonString());
        var refused = await fresh.SetAsync(ActivationBody.Of(url).ToJsonString());
        var (accepted, listed) = (await again, await working.ListAsync());
        await servers.Fake.CableAsync("unmute_confirmations", Token);

        var unreachable = Unreachable.Replace(Url, url, StringComparison.Ordinal);
        Assert.Equal(502, refused.Status);
        Assert.StartsWith(Answer.Error(502, unreachable + "realtime connection not confirmed: ").Body[..^3], refused.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await fresh.AskListAsync()).Status);
        await Eventually.GetAsync(() => servers.Fake.InboxesAsync(Token), all => all.Count == before);
        Assert.Single(await servers.Fake.RequestsAsync(Token), r => r.Method == "DELETE" && r.Path.Contains("/inboxes/", StringComparison.Ordinal) && r.Status == 200);

        Assert.Equal(201, accepted.Status);
        Assert.Equal((true, "active"), (listed.GetProperty("sign_messages").GetBoolean(), listed.GetProperty("status").GetString()));
        Assert.Matches("[Rr]ealtime connection .*not confirmed", listed.GetProperty("last_error").GetString());
        await Eventually.GetAsync(working.ListAsync, now => now.GetProperty("last_error").GetString()!.Length == 0, TimeSpan.FromSeconds(60));
    }
}
