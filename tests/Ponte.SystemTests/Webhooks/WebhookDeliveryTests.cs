namespace Ponte.SystemTests.Webhooks;

/// <summary>What agents do reaches WhatsApp by webhook alone: the cable is refused, and the next regular catch-up is an hour away.</summary>
[Collection(typeof(WebhookTests))]
public sealed class WebhookDeliveryTests(WebhookServers servers, PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("normal")]
    [InlineData("duplicated")]
    public async Task Replies_ByWebhooksOutOfOrder_ArriveOnceInTheOrderOfTheirIds(string mode) => await AnswerTwoChatsAsync(await servers.OpenAsync(), mode);

    [Fact]
    public async Task Replies_ByWebhooksOutOfOrderOnPostgres_ArriveOnceInTheOrderOfTheirIds()
    {
        await using var world = await WebhookWorld.StartAsync(database: await postgres.CreateDatabaseAsync());
        await AnswerTwoChatsAsync(world, "duplicated");
    }

    [Fact]
    public async Task Replies_ByCableAndWebhook_ArriveOnceInTheOrderOfTheirIds()
    {
        var world = await servers.OpenAsync();
        var instance = await world.ActivateAsync(deaf: false);
        var question = await instance.OpenChatAsync(world.NextNumber());
        await world.Fake.SetAsync(new { cableDelayMin = 0, cableDelayMax = 40, webhookMode = "duplicated", webhookDelayMin = 0, webhookDelayMax = 300 }, Token);

        for (var i = 0; i < 60; i++)
        {
            await world.Fake.ReplyAsync(question.ConversationId, $"reply {i}", Token);
        }

        await instance.SentAsync(60);
        var sent = await instance.HeardAsync(question.ConversationId);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"reply {i}"), sent.Select(message => message.Text));
    }

    [Fact]
    public async Task DeletionAndRetry_ByWebhook_AreCarriedOver()
    {
        var world = await servers.OpenAsync();
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());
        var regretted = await world.Fake.ReplyAsync(question.ConversationId, "Wrong chat", Token);
        var sent = Assert.Single(await instance.SentAsync(1));
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, cancellationToken: Token);
        var refused = await world.Fake.ReplyAsync(question.ConversationId, "Try again", Token);
        await world.Agent.HasStatusAsync(question.ConversationId, refused, "failed");

        await world.Agent.DeleteAsync(question.ConversationId, regretted);
        await world.Agent.RetryAsync(question.ConversationId, refused);

        var all = await instance.SentAsync(3);
        Assert.Equal(sent.MessageId, Assert.Single(all, message => message.Type == "delete").Target);
        Assert.Single(all, message => message.Text == "Try again");
        Assert.Equal(3, (await instance.HeardAsync(question.ConversationId)).Count);
    }

    [Fact]
    public async Task Replies_WhoseWebhooksWereDropped_AreFoundByCatchUp()
    {
        await using var world = await WebhookWorld.StartAsync(catchUpSeconds: 5);
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());
        await world.Fake.SetAsync(new { webhookMode = "dropped" }, Token);

        for (var i = 0; i < 5; i++)
        {
            await world.Fake.ReplyAsync(question.ConversationId, $"reply {i}", Token);
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"reply {i}"), (await instance.SentAsync(5, TimeSpan.FromSeconds(40))).Select(message => message.Text));
    }

    [Fact]
    public async Task Reply_KilledRightAfterThe200_IsSentAfterTheStart()
    {
        var world = await servers.OpenAsync();
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());
        var webhook = await world.WebhookOfAsync(instance);
        await world.Fake.SetAsync(new { webhookMode = "dropped" }, Token);
        var fault = await world.Fake.ArmAsync(new FakeFault("status", "GET", $"/conversations/{question.ConversationId}/messages"), Token);
        var reply = await world.Fake.ReplyAsync(question.ConversationId, "Just in time", Token);

        var (status, _) = await webhook.PostSignedAsync(WebhookWorld.NewsText(instance.InboxId, question.ConversationId, reply));
        await world.Gateway.KillAsync();
        await world.Fake.DisarmAsync(fault, Token);
        await world.Gateway.RestartAsync(cancellationToken: Token);

        Assert.Equal(200, status);
        Assert.Equal("Just in time", Assert.Single(await instance.SentAsync(1, TimeSpan.FromSeconds(30))).Text);
    }

    [Fact]
    public async Task Replies_WhileRestIsDown_WaitAndArriveInOrder()
    {
        var world = await servers.OpenAsync();
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());
        var fault = await world.Fake.ArmAsync(new FakeFault("status", "GET", $"/conversations/{question.ConversationId}/messages"), Token);
        for (var i = 0; i < 5; i++)
        {
            await world.Fake.ReplyAsync(question.ConversationId, $"reply {i}", Token);
        }

        await Eventually.GetAsync(() => world.Fake.FaultsAsync(Token), faults => faults.Single(known => known.Rule.Id == fault).Hits > 1);
        await world.Fake.DisarmAsync(fault, Token);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"reply {i}"), (await instance.SentAsync(5, TimeSpan.FromSeconds(40))).Select(message => message.Text));
    }

    [Fact]
    public async Task Replies_OfAChatwootThatDoesNotSign_ArriveByTheSecretInThePath()
    {
        await using var world = await WebhookWorld.StartAsync(version: "4.3.0");
        var instance = await world.ActivateAsync();
        var question = await instance.OpenChatAsync(world.NextNumber());

        var regretted = await world.Fake.ReplyAsync(question.ConversationId, "Hello from 4.3", Token);
        var sent = Assert.Single(await instance.SentAsync(1));
        await world.Agent.DeleteAsync(question.ConversationId, regretted);

        Assert.Equal("Hello from 4.3", sent.Text);
        Assert.Equal(sent.MessageId, (await instance.SentAsync(2))[1].Target);
        Assert.Null((await world.WebhookOfAsync(instance)).Secret);
    }

    private static async Task AnswerTwoChatsAsync(WebhookWorld world, string mode)
    {
        var instance = await world.ActivateAsync();
        var questions = new[] { await instance.OpenChatAsync(world.NextNumber()), await instance.OpenChatAsync(world.NextNumber()) };
        await world.Fake.SetAsync(new { webhookMode = mode, webhookDelayMin = 0, webhookDelayMax = 500 }, Token);

        for (var i = 0; i < 20; i++)
        {
            await world.Fake.ReplyAsync(questions[0].ConversationId, $"A{i}", Token);
            await world.Fake.ReplyAsync(questions[1].ConversationId, $"B{i}", Token);
        }

        await instance.SentAsync(40);
        var sent = await instance.HeardAsync(questions[0].ConversationId);
        Assert.Equal(40, sent.Count);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"A{i}"), sent.Select(m => m.Text!).Where(text => text[0] == 'A'));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"B{i}"), sent.Select(m => m.Text!).Where(text => text[0] == 'B'));
        Assert.Equal(0, await world.Fake.CableSubscriptionsAsync(Token));
    }
}
