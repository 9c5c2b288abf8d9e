using System.Globalization;
using System.Text.Json;

namespace Ponte.SystemTests.Webhooks;

/// <summary>What anybody may post to the webhook's address, and that nothing comes of it.</summary>
[Collection(typeof(WebhookTests))]
public sealed class WebhookRefusalTests(WebhookServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forged_InEveryWay_IsRefusedAndNothingIsRead()
    {
        // Servers of its own: where the cable has been cut before, catch-up may read too.
        await using var world = await WebhookWorld.StartAsync();
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());
        var other = await instance.OpenChatAsync(world.NextNumber());
        var webhook = await world.WebhookOfAsync(instance);
        await world.Fake.SetAsync(new { webhookMode = "dropped" }, Token);
        var reply = await world.Fake.ReplyAsync(question.ConversationId, "Not told of", Token);
        await world.Fake.SetAsync(new { webhookMode = "normal" }, Token);
        var body = WebhookWorld.NewsText(instance.InboxId, question.ConversationId, reply);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var good = RegisteredWebhook.SignatureOf(webhook.Secret!, now, body);

        var refused = new[]
        {
            await webhook.PostAsync(body),
            await webhook.PostAsync(body, now),
            await webhook.PostAsync(body, null, good),
            await webhook.PostAsync(body + " ", now, good),
            await webhook.PostAsync(body, now, good.ToUpperInvariant()),
            await webhook.PostAsync(body, now, RegisteredWebhook.SignatureOf("another secret", now, body)),
            await webhook.PostAsync(body, "+" + now, RegisteredWebhook.SignatureOf(webhook.Secret!, "+" + now, body)),
            await webhook.PostSignedAsync(body, TimeSpan.FromMinutes(6)),
            await webhook.PostSignedAsync(body, TimeSpan.FromMinutes(-6)),
        };
        var lost = new[]
        {
            await webhook.PostAsync(body, now, good, webhook.Url + "x"),
            await webhook.PostAsync(body, now, good, webhook.Url[..webhook.Url.LastIndexOf('/')] + "/x"),
            await webhook.PostAsync(body, now, good, new Uri(world.PublicUrl, "/webhooks/chatwoot/int_aaaaaaaaaaaaaaaaaaaa/" + new string('x', 500)).ToString()),
            await webhook.PostAsync(body, now, good, new Uri(world.PublicUrl, "/no/such/route").ToString()),
        };

        Assert.All(refused, answer => Assert.Equal((401, Error("Invalid signature")), answer));
        Assert.All(lost, answer => Assert.Equal((404, Error("Not found")), answer));
        Assert.Empty(await instance.HeardAsync(other.ConversationId));
        Assert.Equal(0, await world.ReadsAsync(question.ConversationId));
    }

    [Fact]
    public async Task Replayed_AndForeign_ChangeNothing()
    {
        var world = await servers.OpenAsync();
        var neighbour = await world.ActivateAsync();
        var instance = await world.ActivateAsync();
        var theirs = await neighbour.OpenChatAsync(world.NextNumber());
        var ours = await instance.OpenChatAsync(world.NextNumber());
        var webhook = await world.WebhookOfAsync(instance);
        var foreign = await world.Fake.ReplyAsync(theirs.ConversationId, "Theirs", Token);
        await neighbour.SentAsync(1);
        var reply = await world.Fake.ReplyAsync(ours.ConversationId, "Ours", Token);
        await instance.SentAsync(1);

        // Another inbox's news; a neighbour's conversation under the own inbox; what was told of already; what does not exist.
        string[] bodies =
        [
            WebhookWorld.NewsText(neighbour.InboxId, theirs.ConversationId, foreign),
            WebhookWorld.NewsText(instance.InboxId, theirs.ConversationId, foreign),
            WebhookWorld.NewsText(instance.InboxId, ours.ConversationId, reply),
            WebhookWorld.NewsText(instance.InboxId, ours.ConversationId, long.MaxValue - 1),
            WebhookWorld.NewsText(instance.InboxId, 987_654, reply),
            WebhookWorld.NewsText(instance.InboxId, 987_654, reply).Replace("message_created", "message_updated", StringComparison.Ordinal).Replace("{}", "{\"deleted\":true}", StringComparison.Ordinal),
            WebhookWorld.NewsText(instance.InboxId, ours.ConversationId, reply).Replace("message_created", "message_updated", StringComparison.Ordinal).Replace("{}", "{\"deleted\":true}", StringComparison.Ordinal),
        ];
        foreach (var body in bodies.Concat(bodies))
        {
            Assert.Equal(200, (await webhook.PostSignedAsync(body)).Status);
        }

        Assert.Equal("Ours", Assert.Single(await instance.HeardAsync(ours.ConversationId)).Text);
        Assert.Equal("Theirs", Assert.Single(await neighbour.HeardAsync(theirs.ConversationId)).Text);
    }

    [Fact]
    public async Task Bodies_OfAnyKind_AreAnswered()
    {
        var world = await servers.OpenAsync();
        var instance = await world.ActivateAsync();
        var webhook = await world.WebhookOfAsync(instance);

        foreach (var body in new[] { "", "nonsense", "[]", "\"text\"", "{\"event\":", new string('[', 100_000), "{} {}" })
        {
            Assert.Equal((400, Error("invalid body: not a JSON object")), await webhook.PostSignedAsync(body));
        }

        foreach (var body in new[]
        {
            "{}",
            "{\"event\":7,\"message_type\":\"outgoing\",\"id\":\"1\",\"inbox\":[],\"conversation\":null}",
            "{\"event\":\"message_created\",\"message_type\":\"\\ud800\"}",
            WebhookWorld.NewsText(instance.InboxId, -1, 5),
            WebhookWorld.NewsText(instance.InboxId, 1, 5).Replace("\"id\":5", "\"id\":99999999999999999999999", StringComparison.Ordinal),
        })
        {
            Assert.Equal(200, (await webhook.PostSignedAsync(body)).Status);
        }

        Assert.Equal((413, Error("Request body too large")), await webhook.PostSignedAsync("{\"content\":\"" + new string('x', 2_000_000) + "\"}"));
        var question = await instance.OpenChatAsync(world.NextNumber());
        Assert.Empty(await instance.HeardAsync(question.ConversationId));
        Assert.DoesNotContain("never to be sent", world.Gateway.Output, StringComparison.Ordinal);
    }

    private static string Error(string message) => JsonSerializer.Serialize(new { success = false, error = new { message } });
}
