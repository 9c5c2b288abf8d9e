using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The operator's settings that change what an activation does.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_WithAddAgents_MakesEveryAgentAMember()
    {
        await using var world = await BridgeWorld.StartAsync(settings: new Dictionary<string, string> { ["Ponte:Chatwoot:AddAgents"] = "true" });

        Assert.Equal([3, 4, 5], Assert.Single(await world.Fake.InboxesAsync(Token)).MemberIds.Order());
    }

    [Fact]
    public async Task Set_AddressTheOperatorForbids_Is502NamingTheSetting()
    {
        const string Machine = "addresses of this machine are not allowed here (setting Ponte:Egress:AllowPrivateNetworks)";
        const string Private = "addresses of private networks are not allowed here (setting Ponte:Egress:AllowPrivateNetworks)";
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Ponte:Egress:AllowPrivateNetworks"] = "false" };
        await using var gateway = await GatewayProcess.StartAsync(new GatewayStart { DataFolder = folder.File("data"), Settings = settings }, Token);
        await gateway.Http.CreateSandboxAsync("shop", Token);

        foreach (var (url, detail) in new[]
        {
            ("http://127.0.0.1", Machine),
            ("http://localhost", Machine),
            ("http://[::ffff:127.0.0.1]", Machine),
            ("http://10.0.0.1", Private),
            ("https://192.168.0.1:3000", Private),
            ("http://169.254.169.254", "link-local and metadata addresses are never called"),
        })
        {
            var answer = await gateway.Http.AskAsync(HttpMethod.Post, "/api/chatwoot/set/shop", ActivationBody.Of(url).ToJsonString());
            Assert.Equal(
                Answer.Error(502, $"Chatwoot is unreachable at {url} - verify chatwootBaseUrl and that the host is reachable from the server. Detail: {detail}"), answer);
        }

        Assert.Equal(404, (await gateway.Http.AskAsync(HttpMethod.Get, "/api/chatwoot/list/shop")).Status);
    }
}
