namespace Ponte.SystemTests.Webhooks;

/// <summary>Which webhooks Chatwoot has of Ponte, and when.</summary>
public sealed class WebhookRegistrationTests
{
    private static readonly string[] Wanted = ["message_created", "message_updated"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activation_RegistersOne_AndDeactivationRemovesIt()
    {
        await using var world = await WebhookWorld.StartAsync();
        var foreign = await world.Agent.SendAsync(HttpMethod.Post, "webhooks", new { webhook = new { url = "https://example.com/other", subscriptions = Wanted } });
        var instance = await world.ActivateAsync(deaf: false);
        var webhook = await world.WebhookOfAsync(instance);
        await instance.ActivateAsync(new { signMessages = true });
        var neighbour = await world.ActivateAsync(deaf: false);
        var again = await world.WebhookOfAsync(instance);

        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/instance/delete/{neighbour.Name}", null, 200, Token);

        Assert.Equal((webhook.Id, webhook.Url), (again.Id, again.Url));
        Assert.StartsWith($"{world.PublicUrl}webhooks/chatwoot/int_", webhook.Url, StringComparison.Ordinal);
        Assert.Equal(Wanted, webhook.Subscriptions);
        Assert.Equal(foreign.GetProperty("payload").GetProperty("webhook").GetProperty("id").GetInt64(), Assert.Single(await world.WebhooksAsync()).Id);
        Assert.Equal(404, (await webhook.PostSignedAsync("{}")).Status);
        Assert.All(await world.Fake.InboxesAsync(Token), inbox => Assert.DoesNotContain("webhooks", inbox.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PublicUrl_AppearsChangesAndGoes_TheWebhookFollows()
    {
        await using var world = await WebhookWorld.StartAsync(isPublic: false);
        var instance = await world.ActivateAsync(deaf: false, registered: false);
        var question = await instance.OpenChatAsync(world.NextNumber());
        await instance.HeardAsync(question.ConversationId);
        Assert.Empty(await world.WebhooksAsync());

        await RestartAsync(world, world.PublicUrl + "some/prefix");
        var first = await world.WebhookOfAsync(instance);
        await RestartAsync(world, world.PublicUrl.ToString());
        await Eventually.GetAsync(world.WebhooksAsync, all => all is [var only] && !only.Url.Contains("prefix", StringComparison.Ordinal));
        var second = await world.WebhookOfAsync(instance);
        await world.Gateway.RestartAsync(cancellationToken: Token);
        await instance.HeardAsync(question.ConversationId);
        var kept = await world.WebhookOfAsync(instance);
        Assert.Equal(200, (await kept.PostSignedAsync("{}")).Status);
        await RestartAsync(world, null);
        await Eventually.GetAsync(world.WebhooksAsync, all => all.Count == 0);

        Assert.StartsWith($"{world.PublicUrl}some/prefix/webhooks/chatwoot/int_", first.Url, StringComparison.Ordinal);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second, kept with { Subscriptions = second.Subscriptions });
        await Eventually.HoldsAsync(async () => (await kept.PostSignedAsync("{}")).Status == 404);
    }

    [Fact]
    public async Task Registration_ThatFails_LeavesTheIntegrationActive()
    {
        await using var world = await WebhookWorld.StartAsync();
        await world.Fake.ArmAsync(new FakeFault("status", null, "/webhooks", 500), Token);

        var instance = await world.ActivateAsync(deaf: false, registered: false);
        var question = await instance.OpenChatAsync(world.NextNumber());
        await instance.HeardAsync(question.ConversationId);

        await Eventually.HoldsAsync(() => world.Gateway.Output.Contains("could not be registered", StringComparison.Ordinal));
        var integration = await instance.HasStatusAsync("active");
        Assert.Equal("", integration.GetProperty("last_error").GetString());
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
    }

    private static Task RestartAsync(WebhookWorld world, string? publicUrl) => world.Gateway.RestartAsync(
        start =>
        {
            var settings = new Dictionary<string, string>(start.Settings);
            settings.Remove("Ponte:PublicUrl");
            if (publicUrl is not null)
            {
                settings["Ponte:PublicUrl"] = publicUrl;
            }

            return start with { Settings = settings };
        },
        Token);
}
