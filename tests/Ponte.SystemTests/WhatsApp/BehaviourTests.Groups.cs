using System.Text.Json;

namespace Ponte.SystemTests.WhatsApp;

/// <summary>What a number does beside writing, through the real engine.</summary>
public sealed partial class BehaviourTests
{
    // One red point.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    [Fact]
    public async Task Groups_ExampleScript_MakesOneMovesPeopleRenamesAndLeaves()
    {
        var shop = await servers.LinkAsync();
        var (first, second) = (await servers.AddCustomerAsync(), await servers.AddCustomerAsync());
        var environment = new Dictionary<string, string?>
        {
            ["PONTE_URL"] = servers.Gateway.BaseUrl.ToString().TrimEnd('/'),
            ["PONTE_TOKEN"] = servers.Gateway.Http.DefaultRequestHeaders.GetValues("token").Single(),
        };
        await using var script = ChildProcess.Start("bash", [Path.Combine(RepositoryRoot.Path, "docs", "examples", "group.sh"), shop.Name, first, second], environment);
        var code = await script.Exited.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await script.OutputEnded;

        Assert.True(code == 0, script.Output);
        var group = script.Output.Split('\n')[0].Trim()["made ".Length..];
        Assert.Contains($"add {second}@s.whatsapp.net: done", script.Output, StringComparison.Ordinal);
        Assert.Contains("now called Orders 2, 2 people, https://chat.whatsapp.com/", script.Output, StringComparison.Ordinal);
        Assert.Contains("Successfully left the group", script.Output, StringComparison.Ordinal);
        var known = (await servers.WhatsApp.GetAsync("/groups", Token)).EnumerateArray().Single(one => one.GetProperty("id").GetString() == group);
        Assert.Equal("Orders 2", known.GetProperty("subject").GetString());
        Assert.Equal([second], known.GetProperty("participants").EnumerateArray().Select(number => number.GetString()));
    }

    [Fact]
    public async Task Account_PictureStatusPrivacyAndBlocking_ReachWhatsApp()
    {
        var shop = await servers.LinkAsync();
        var customer = await servers.AddCustomerAsync();
        await AskAsync(HttpMethod.Post, $"/api/profile/account/{shop.Name}", new { profilePicture = Picture, profileStatus = "Open until six" });
        var profile = (await AskAsync(HttpMethod.Get, $"/api/profile/getAccount/{shop.Name}")).GetProperty("profile");
        var settings = (await AskAsync(HttpMethod.Post, $"/api/profile/privacy/{shop.Name}", new { visibility = new { lastSeen = "none" } })).GetProperty("settings");
        var blocked = await AskAsync(HttpMethod.Post, $"/api/chat/block/{shop.Name}", new { number = customer, block = true });

        Assert.StartsWith("https://", profile.GetProperty("profilePicture").GetString(), StringComparison.Ordinal);
        Assert.Equal("Open until six", profile.GetProperty("profileStatus").GetString());
        Assert.Equal(shop.Number, profile.GetProperty("phoneNumber").GetString());
        Assert.Equal("none", settings.GetProperty("visibility").GetProperty("lastSeen").GetString());
        Assert.Equal(1, blocked.GetProperty("blocked_count").GetInt32());
    }

    private Task<JsonElement> AskAsync(HttpMethod method, string path, object? body = null) => servers.Gateway.Http.SendAsync(method, path, body, 200, Token);
}
