using Ponte.SystemTests.Harness;
using Ponte.SystemTests.Webhooks;

namespace Ponte.SystemTests.Chaos;

/// <summary>The second ear with webhooks dropped, doubled, delayed, unsigned and forged, while the realtime connection comes and goes.</summary>
[Trait("scenario", "webhook")]
public sealed class WebhookChaosTests
{
    // More chats rather than longer ones: Chatwoot takes 200 messages a minute in one conversation, agents' as well.
    private static readonly int Chats = ChaosSettings.Times(10, atMost: 40);
    private static readonly string[] Modes = ["normal", "duplicated", "dropped", "unsigned"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhooks_DroppedDoubledDelayedAndForged_EveryReplyOnceAndInOrder()
    {
        await using var world = await WebhookWorld.StartAsync(catchUpSeconds: 10);
        await world.Fake.SeedAsync(ChaosSettings.Seed, Token);
        var random = new Random(ChaosSettings.Seed);
        var instance = await world.ActivateAsync(deaf: false);
        var webhook = await world.WebhookOfAsync(instance);
        var exchange = Exchange.Of(world, instance);
        var chats = Enumerable.Range(0, Chats).ToList();
        await exchange.OpenAsync(chats);

        var forged = 0;
        for (var round = 0; round < ChaosSettings.Times(8, atMost: 20); round++)
        {
            await world.Fake.CableAsync(random.Next(2) == 0 ? "refuse" : "accept", Token);
            await world.Fake.CableAsync("drop", Token);
            await world.Fake.SetAsync(new { webhookMode = Modes[random.Next(Modes.Length)], webhookDelayMin = 0, webhookDelayMax = random.Next(10, 2000) }, Token);
            var traffic = Task.WhenAll(exchange.AgentsAsync(chats, 4, TimeSpan.FromMilliseconds(random.Next(5, 100))), exchange.CustomersAsync(chats, 1));
            forged += await ForgeAsync(webhook, instance, exchange.ConversationOf(random.Next(Chats)), random);
            await traffic;
        }

        await world.Fake.CableAsync("accept", Token);
        await exchange.DrainBegins();
        ChaosReport.Write("webhook", await exchange.SettleAsync(), $"webhooks dropped, doubled, delayed up to 2 s, unsigned; {forged} forged ones refused");
    }

    // Somebody who knows the address and not the secret, or has recorded an old call.
    private static async Task<int> ForgeAsync(RegisteredWebhook webhook, BridgedInstance instance, int conversation, Random random)
    {
        var body = WebhookWorld.NewsText(instance.InboxId, conversation, random.Next(1, 100_000));
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answers = new[]
        {
            await webhook.PostAsync(body),
            await webhook.PostAsync(body, now, RegisteredWebhook.SignatureOf("not the secret", now, body)),
            await webhook.PostSignedAsync(body, TimeSpan.FromHours(1)),
        };
        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        return answers.Length;
    }
}
