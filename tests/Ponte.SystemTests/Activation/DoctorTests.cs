using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Activation;

/// <summary>The command <c>doctor</c> beside a server whose Chatwoot has changed.</summary>
[Collection(typeof(ActivationServers))]
public sealed class DoctorTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Doctor_WorkingChatwoot_SaysSo(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);

        var (_, output) = await DoctorAsync(instance);

        Assert.Contains($"ok   Chatwoot of {instance.Name}: Chatwoot 4.15.1 at ", output, StringComparison.Ordinal);
        Assert.Contains($"ok   Instance {instance.Name}: Connected since ", output, StringComparison.Ordinal);
        Assert.Contains("ok   Clock: ", output, StringComparison.Ordinal);
        Assert.Contains(onPostgres ? "ok   Database: PostgreSQL: " : "ok   Database: SQLite, ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_InboxDeleted_SaysSoAndFails()
    {
        var instance = await servers.ActivateAsync(new { inboxName = "Front desk" });
        using var http = new HttpClient { BaseAddress = servers.Chatwoot.BaseUrl };
        http.DefaultRequestHeaders.Add("Api-Access-Token", FakeChatwootProcess.AdminToken);
        await http.SendAsync(HttpMethod.Delete, $"/api/v1/accounts/2/inboxes/{instance.InboxId}", null, 200, Token);
        await Eventually.HoldsAsync(async () => (await servers.Fake.InboxesAsync(Token)).All(inbox => inbox.Id != instance.InboxId));

        var (exitCode, output) = await DoctorAsync(instance);

        Assert.Equal(1, exitCode);
        Assert.Contains($"FAIL Chatwoot of {instance.Name}: The inbox Front desk was deleted in Chatwoot.", output, StringComparison.Ordinal);
        Assert.Contains("     Activate Chatwoot again: that creates a new inbox.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_TokenDemoted_SaysSoAndFails()
    {
        var instance = await servers.ActivateAsync();
        try
        {
            await servers.Fake.SetUserAsync(3, new { role = "agent" }, Token);

            var (exitCode, output) = await DoctorAsync(instance);

            Assert.Equal(1, exitCode);
            Assert.Contains($"look Chatwoot of {instance.Name}: The token's user is no administrator of account 2 any more (role agent).", output, StringComparison.Ordinal);
            Assert.Contains($"FAIL Chatwoot of {instance.Name}: The token's user may not see the inbox ", output, StringComparison.Ordinal);
        }
        finally
        {
            await servers.Fake.SetUserAsync(3, new { role = "administrator" }, Token);
        }
    }

    private static Task<(int ExitCode, string Output)> DoctorAsync(BridgedInstance instance) => GatewayProcess.RunAsync(instance.Gateway.Start with { Arguments = ["doctor"] });
}
