using System.Text.RegularExpressions;

namespace Ponte.SystemTests.Packaging;

/// <summary>The image's recipe, and what a container of it does; the gateway in it is the one of the system tests, which the build has compiled the same way.</summary>
public sealed partial class ContainerTests
{
    private readonly ImageRecipe _recipe = ImageRecipe.Read();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Recipe_CopiesOnlyWhatIsThere_AndIsNotIgnored()
    {
        var context = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.All(_recipe.CopiedFromContext, copied =>
        {
            Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Path, copied)), copied);
            Assert.Contains(context, allowed => copied == allowed || copied.StartsWith(allowed + "/", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Recipe_RunsAsNobodyInParticular_AndIsAskedToStop()
    {
        Assert.True(_recipe.User.User >= 1000);
        Assert.Equal("SIGTERM", _recipe.StopSignal);
        Assert.Equal(_recipe.Environment["Ponte__DataPath"], _recipe.Volume);
    }

    // The tests' gateway is published by test.sh: what it is given there, the image's is given too.
    [Fact]
    public async Task Recipe_PublishesAsTheTestsDo()
    {
        var tests = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "test.sh"), Token);

        Assert.All(["--no-self-contained", "-p:PublishReadyToRun=true", "-p:RunAnalyzers=false"], option =>
        {
            Assert.Contains(option, _recipe.Publish, StringComparison.Ordinal);
            Assert.Contains(option, tests, StringComparison.Ordinal);
        });
    }

    // It prints what it finds, and fails for errors only.
    [Fact]
    public async Task Recipe_HasNothingThatALinterWarnsOf() =>
        Assert.Empty((await ChildProcess.RunAsync("npm", ["run", "--silent", "dockerfile"], Path.Combine(RepositoryRoot.Path, "tests", "lint"))).Trim());

    // The program it names lies elsewhere where .NET was installed by hand.
    [Fact]
    public async Task Unit_HasNothingThatSystemdWarnsOf()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not installed.");
        using var folder = new TemporaryFolder();
        var unit = (await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "ponte.service"), Token)).Replace("ExecStart=/usr/bin/dotnet", "ExecStart=/bin/true", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("ponte.service"), unit, Token);

        Assert.Empty((await ChildProcess.RunAsync("systemd-analyze", ["verify", folder.File("ponte.service")])).Trim());
    }

    [Fact]
    public async Task Container_WithoutRightsOnAReadOnlyRoot_CarriesMessagesAndStops()
    {
        await using var whatsApp = await FakeWhatsAppProcess.StartAsync(cancellationToken: Token);
        await using var container = await Container.StartAsync(_recipe, new Dictionary<string, string>
        {
            ["PONTE_ACCOUNT_TOKEN"] = GatewayStart.AccountToken,
            ["PONTE_BACKUP_PASSPHRASE"] = "correct horse battery staple",
            ["DOTNET_ENVIRONMENT"] = "Testing",
            ["Ponte__Baileys__TestServer__Url"] = whatsApp.Url,
            ["Ponte__Baileys__TestServer__NoiseRoot"] = whatsApp.NoiseRoot,
        });
        using var http = new HttpClient { BaseAddress = container.BaseUrl };
        http.DefaultRequestHeaders.Add("token", GatewayStart.AccountToken);
        await http.CreateSandboxAsync("shop", Token);
        await http.SendAsync(HttpMethod.Post, "/api/message/text/shop", new { number = "5511900000001", message = "out of the container" }, 200, Token);
        await http.SendAsync(HttpMethod.Post, "/api/instance/new", new { name = "real" }, 201, Token);

        var code = await http.SendAsync(HttpMethod.Get, "/api/instance/connect/real", null, 200, Token);
        Assert.NotEmpty(code.GetProperty("qrCode").GetString()!);
        Assert.Equal("out of the container", Assert.Single(await http.SentAsync("shop", Token)).Text);
        Assert.Equal("ok", (await container.ExecuteAsync(_recipe.HealthCheck)).Trim());
        Assert.StartsWith("Backed up /data to /data/shop.ponte", await container.ExecuteAsync([.. _recipe.Entrypoint, "backup", "shop.ponte"]), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => container.ExecuteAsync(["touch", "/app/here"]));
        Assert.Equal(0, await container.StopAsync());
    }

    [Fact]
    public async Task Compose_GivesPonteNoMoreThanItNeeds_AndTimeToStop()
    {
        var compose = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "compose.yaml"), Token);

        string[] parts = ["read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "- /tmp:", $"data:{_recipe.Volume}"];
        Assert.All(parts, part => Assert.Contains(part, compose, StringComparison.Ordinal));
        Assert.True(int.Parse(Grace().Match(compose).Groups[1].Value, null) > 20);
    }

    [GeneratedRegex(@"stop_grace_period: (\d+)s")]
    private static partial Regex Grace();
}
