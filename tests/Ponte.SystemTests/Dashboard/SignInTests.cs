using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Ponte.SystemTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Ponte.SystemTests.Dashboard;

[Collection(typeof(DashboardServers))]
public sealed partial class SignInTests(Servers servers, Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visitor_WithoutAToken_IsAskedForOneAndComesBackToThePage()
    {
        var gateway = await servers.GatewayAsync();
        var instance = await servers.CreateAsync();
        await using var visit = await chromium.VisitAsync(gateway, $"/instances/{instance.Name}/messages?state=failed", token: "");
        await Expect(visit.Page).ToHaveTitleAsync("Sign in · Ponte");

        await visit.Page.SignInAsync("a token that nobody has");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Nobody has this token. Copy it again, without spaces.");
        await visit.Page.SignInAsync($" {GatewayStart.AccountToken} ");

        await Expect(visit.Page.Heading(instance.Name)).ToBeVisibleAsync();
        Assert.EndsWith($"/instances/{instance.Name}/messages?state=failed", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_WithAnInstancesToken_SeesThatInstanceOnlyAndUntilItIsGone()
    {
        const string Own = "token-of-one-shop-0123456789abcdef";
        var gateway = await servers.GatewayAsync();
        var other = await servers.CreateAsync();
        await gateway.Http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name = "own-shop", engine = "sandbox", token = Own }, 201, Token);
        await using var visit = await chromium.VisitAsync(gateway, token: Own);
        await Expect(visit.Page.GetByText("own-shop").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(other.Name, new() { Exact = true })).ToHaveCountAsync(0);

        foreach (var page in (string[])["/messages", "/messages/1", "/phone"])
        {
            await visit.Page.OpenAsync($"/instances/{other.Name}{page}");
            await visit.Page.ShowsAsync($"There is no instance called {other.Name}, or it is not yours.");
        }

        await gateway.Http.SendAsync(HttpMethod.Delete, "/api/instance/delete/own-shop", null, 200, Token);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page).ToHaveTitleAsync("Sign in · Ponte");
    }

    [Fact]
    public async Task Visitor_SignsOut_IsAskedAgain()
    {
        await using var visit = await chromium.VisitAsync(await servers.GatewayAsync());

        await visit.Page.Button("Sign out").ClickAsync();

        await Expect(visit.Page).ToHaveTitleAsync("Sign in · Ponte");
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page).ToHaveTitleAsync("Sign in · Ponte");
    }

    [Fact]
    public async Task Address_WithTooManyWrongTokens_WaitsEvenWithTheRightOne()
    {
        var gateway = await servers.GatewayAsync();
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectFromElsewhereAsync, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = gateway.BaseUrl };

        var form = Antiforgery().Match(await http.GetStringAsync(new Uri("/signin", UriKind.Relative), Token)).Groups[1].Value;
        for (var i = 0; i < 10; i++)
        {
            // Whoever is no trusted proxy speaks for nobody else.
            Forward(http, $"203.0.113.{100 + i}");
            Assert.Contains("trouble=wrong", await SignInAsync(http, form, "wrong"), StringComparison.Ordinal);
        }

        Assert.Contains("trouble=wait", await SignInAsync(http, form, GatewayStart.AccountToken), StringComparison.Ordinal);
        await using var visit = await chromium.VisitAsync(gateway, "/signin?trouble=wait", token: "");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Too many wrong tokens from here. Wait five minutes and try again.");
        await visit.Page.SignInAsync(GatewayStart.AccountToken);
        await visit.Page.IsLiveAsync();
    }

    [Fact]
    public async Task Visitors_BehindAProxy_AreToldApartAndGetSecureCookies()
    {
        // A proxy has no cookies of its own; .NET's would keep secure ones from an address without TLS.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = (await servers.GatewayAsync()).BaseUrl };
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await http.GetAsync(new Uri("/signin", UriKind.Relative), Token);
        var form = Antiforgery().Match(await page.Content.ReadAsStringAsync(Token)).Groups[1].Value;
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Forward(http, "198.51.100.9, 203.0.113.7");
        for (var i = 0; i < 10; i++)
        {
            Assert.Contains("trouble=wrong", await SignInAsync(http, form, "wrong"), StringComparison.Ordinal);
        }

        Assert.Contains("trouble=wait", await SignInAsync(http, form, GatewayStart.AccountToken), StringComparison.Ordinal);

        // The last hop is what the proxy says; whatever stands before it is what the visitor says.
        Forward(http, "203.0.113.7, 203.0.113.8");
        using var content = FormOf(form, GatewayStart.AccountToken);
        using var signedIn = await http.PostAsync(new Uri("/session", UriKind.Relative), content, Token);
        Assert.Contains("; secure", Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), set => set.StartsWith("ponte_session=", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_HeadersAndCookies_KeepOthersOut()
    {
        await using var visit = await chromium.VisitAsync(await servers.GatewayAsync());

        var page = await visit.Page.GotoAsync("/");

        var policy = (await page!.AllHeadersAsync())["content-security-policy"];
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", (await page.AllHeadersAsync())["x-content-type-options"]);
        Assert.Equal("no-referrer", (await page.AllHeadersAsync())["referrer-policy"]);
        var session = Assert.Single(await visit.CookiesAsync(), cookie => cookie.Name == "ponte_session");
        Assert.True(session.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, session.SameSite);
        Assert.DoesNotContain(GatewayStart.AccountToken, session.Value, StringComparison.Ordinal);
        var form = Assert.Single(await visit.CookiesAsync(), cookie => cookie.Name == "ponte_form");
        Assert.Equal((true, SameSiteAttribute.Strict), (form.HttpOnly, form.SameSite));
    }

    [Fact]
    public async Task Form_WithoutItsOwnCookie_IsRefused()
    {
        var gateway = await servers.GatewayAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", GatewayStart.AccountToken)]);

        using var answer = await gateway.Http.PostAsync(new Uri("/session", UriKind.Relative), form, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> SignInAsync(HttpClient http, string antiforgery, string token)
    {
        using var form = FormOf(antiforgery, token);
        using var answer = await http.PostAsync(new Uri("/session", UriKind.Relative), form, Token);
        return answer.Headers.Location?.ToString() ?? $"{answer.StatusCode}";
    }

    private static void Forward(HttpClient http, string visitors)
    {
        http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", visitors);
    }

    private static FormUrlEncodedContent FormOf(string antiforgery, string token) => new([KeyValuePair.Create("__RequestVerificationToken", antiforgery), KeyValuePair.Create("token", token)]);

    // The browser's own address must stay welcome.
    private static async ValueTask<Stream> ConnectFromElsewhereAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Antiforgery();
}
