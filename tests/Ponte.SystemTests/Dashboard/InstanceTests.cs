using System.Net.WebSockets;
using Microsoft.Playwright;
using Ponte.SystemTests.Events;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

[Collection(typeof(DashboardServers))]
public sealed class InstanceTests(Servers servers, Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instance_IsCreatedShownAndDeletedForGood()
    {
        var gateway = await servers.GatewayAsync();
        await using var visit = await chromium.VisitAsync(gateway);
        await visit.Page.Button("New instance").ClickAsync();
        await NameAsync(visit.Page, "two words");
        await visit.Page.ShowsAsync("A name begins with a letter or a digit");
        await visit.Page.GetByLabel("A simulated phone, to try everything without a number").ClickAsync();
        await NameAsync(visit.Page, "florist");

        await Expect(visit.Page.Heading("florist")).ToBeVisibleAsync();
        await visit.Page.Link("Ponte").ClickAsync();
        await Expect(visit.Page.Locator("a.card", new() { HasText = "florist" })).ToContainTextAsync("Connected");
        await visit.Page.Button("New instance").ClickAsync();
        await NameAsync(visit.Page, "florist");
        await visit.Page.ShowsAsync("There is an instance called florist already.");

        await visit.Page.OpenAsync("/instances/florist");
        await visit.Page.Button("Delete the instance").ClickAsync();
        await Expect(visit.Page.Button("Delete for good")).ToBeDisabledAsync();
        await visit.Page.GetByLabel("Type florist to confirm").FillAsync("florist");
        await visit.Page.Button("Delete for good").ClickAsync();
        await Expect(visit.Page.Heading("Instances")).ToBeVisibleAsync();
        await gateway.Http.SendAsync(HttpMethod.Get, "/api/instance/list?instanceName=florist", null, 404, Token);
    }

    [Fact]
    public async Task Token_IsShownWhenAskedAndReplacedByAnother()
    {
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(instance.Gateway, $"/instances/{instance.Name}");
        var secret = visit.Page.GetByTestId("secret").First;
        await Expect(secret).ToHaveTextAsync(new string('•', 24));
        await visit.Page.Button("Show").ClickAsync();
        await Expect(secret).Not.ToHaveTextAsync(new string('•', 24));
        var before = await secret.TextContentAsync();
        await instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/events/websocket/{instance.Name}", new { enabled = true }, 200, Token);
        using var listener = await Listener.ConnectAsync(instance);

        await visit.Page.Button("Change the token").ClickAsync();
        await visit.Page.Button("Make a new token").ClickAsync();
        var after = await visit.Page.GetByRole(AriaRole.Dialog).GetByTestId("secret").TextContentAsync();
        await visit.Page.Button("I have copied it").ClickAsync();

        Assert.NotEqual(before, after);

        // The next event would have carried the new token.
        Assert.Null(await listener.NextAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, listener.Socket.CloseStatus);
        Assert.Equal(401, await StatusAsync(instance, before!));
        Assert.Equal(200, await StatusAsync(instance, after!));
        await using var own = await chromium.VisitAsync(instance.Gateway, token: after!);
        await Expect(own.Page.Button("New instance")).ToHaveCountAsync(0);
        await own.Page.OpenAsync($"/instances/{instance.Name}");
        await Expect(own.Page.Button("Delete the instance")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AccountToken_Replaced_SignsOutAndOpensWithTheNewOne()
    {
        var gateway = await servers.GatewayAsync();
        var token = await servers.CreateAccountAsync("another-shop");
        await using var visit = await chromium.VisitAsync(gateway, token: token);
        await visit.Page.Button("Change the TokenAccount").ClickAsync();
        await visit.Page.Button("Make a new token").ClickAsync();
        var after = await visit.Page.GetByTestId("secret").TextContentAsync();

        await visit.Page.Button("I have copied it").ClickAsync();

        await Expect(visit.Page).ToHaveTitleAsync("Sign in · Ponte");
        await visit.Page.SignInAsync(token);
        await visit.Page.ShowsAsync("Nobody has this token.");
        await visit.Page.SignInAsync(after!);
        await visit.Page.ShowsAsync("No instance yet");
    }

    private static async Task NameAsync(IPage page, string name)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Button("Create").ClickAsync();
    }

    private static async Task<int> StatusAsync(BridgedInstance instance, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/instance/list");
        request.Headers.Add("token", token);
        using var http = new HttpClient { BaseAddress = instance.Gateway.BaseUrl };
        using var answer = await http.SendAsync(request, Token);
        return (int)answer.StatusCode;
    }
}
