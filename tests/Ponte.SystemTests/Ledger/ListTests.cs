using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Ledger;

[Collection(typeof(LedgerServers))]
public sealed class ListTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_ByEachFilter_AnswersWhatItNames(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var (number, other) = (servers.NextNumber(), servers.NextNumber());
        var first = await instance.OpenChatAsync(number, "A secret");
        await instance.OpenChatAsync(other);
        var reply = await servers.Fake.ReplyAsync(first.ConversationId, "Another secret", Token);
        var sent = Assert.Single(await instance.SentAsync(1));
        await instance.HasDeliveriesAsync("?kind=message&state=done", 3);

        var toChatwoot = await instance.DeliveriesAsync("?destination=chatwoot&kind=message");
        Assert.Equal(2, toChatwoot.Count);
        Assert.True(toChatwoot[0].Id() > toChatwoot[1].Id());
        Assert.Equal(first.SourceId, toChatwoot[1].Text("targetId"));
        Assert.Equal(number + "@s.whatsapp.net", toChatwoot[1].Text("chatJid"));
        Assert.Equal(sent.MessageId, Assert.Single(await instance.DeliveriesAsync("?destination=whatsapp")).Text("targetId"));
        Assert.Empty(await instance.DeliveriesAsync("?state=failed"));
        Assert.Empty(await instance.DeliveriesAsync("?destination=webhook:7"));

        var chat = toChatwoot[1].GetProperty("chat").GetInt64();
        foreach (var name in new[] { $"{chat}", number, $"{number}@s.whatsapp.net", $"%2B{number[..2]}%20({number[2..4]})%20{number[4..]}" })
        {
            Assert.Equal(2, (await instance.DeliveriesAsync($"?kind=message&chat={name}")).Count);
        }

        Assert.Empty(await instance.DeliveriesAsync("?chat=5511000000000"));
        Assert.Empty(await instance.DeliveriesAsync("?chat=nobody"));
        Assert.Equal(toChatwoot[1].Id(), Assert.Single(await instance.DeliveriesAsync($"?messageId={first.SourceId}")).Id());
        Assert.Equal(toChatwoot[1].Id(), Assert.Single(await instance.DeliveriesAsync($"?messageId={first.Id}")).Id());
        Assert.Equal(sent.MessageId, Assert.Single(await instance.DeliveriesAsync($"?messageId={reply}&kind=message")).Text("targetId"));
        var everything = (await instance.LedgerAsync("?limit=200")).GetRawText();
        Assert.DoesNotContain("secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeChatwootProcess.AdminToken, everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_PagedWhileRowsAreAdded_HasNoGapAndNoRepeat(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        for (var i = 0; i < 20; i++)
        {
            await instance.CustomerWritesAsync(number, $"message {i}");
        }

        var all = await instance.HasDeliveriesAsync("?kind=message&limit=200", 20);
        var seen = new List<long>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = await instance.LedgerAsync($"?kind=message&limit=6{cursor}");
            seen.AddRange(page.GetProperty("deliveries").EnumerateArray().Select(LedgerApi.Id));
            cursor = page.Text("nextCursor") is { } next ? $"&cursor={next}" : null;
            await instance.CustomerWritesAsync(number, "one more");
        }

        Assert.Equal(all.Select(LedgerApi.Id), seen);
    }

    [Theory]
    [InlineData("?state=lost", "Invalid query: state must be pending, done, failed or discarded")]
    [InlineData("?state=done&state=failed", "Invalid query: state must be pending, done, failed or discarded")]
    [InlineData("?limit=201", "Invalid query: limit must be a whole number from 1 to 200")]
    [InlineData("?limit=0&cursor=x", "Invalid query: cursor must be a nextCursor of this list; limit must be a whole number from 1 to 200")]
    [InlineData("?cursor=YmVmb3JlOi0x", "Invalid query: cursor must be a nextCursor of this list")]
    [InlineData("?destination=mars", "Invalid query: destination must be whatsapp, chatwoot, chatwoot-media, chatwoot-profile, s3, webhook or webhook:<id>")]
    [InlineData("?messageId=%00", "Invalid query: messageId must be an id of at most 300 characters")]
    [InlineData("?chat=%00", "Invalid query: chat must be a chat id, an address or a number of at most 300 characters")]
    public async Task List_BadFilter_Is400WithItsName(string query, string problem)
    {
        var instance = await servers.CreateAsync(onPostgres: true);

        Assert.Equal(Answer.Error(400, problem), await instance.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/deliveries/{instance.Name}{query}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Anything_Hostile_IsNeverOurFault(bool onPostgres)
    {
        var instance = await servers.CreateAsync(onPostgres);
        string[] texts =
        [
            "%27%20or%201=1--", "%00", "%ff%fe", "9223372036854775807", "9223372036854775808", "-1", "%F0%9F%98%80", new string('9', 290), "%25", "_", "..%2f..", "%ED%A0%80", "1e3", "0x1",
        ];
        foreach (var text in texts)
        {
            foreach (var name in new[] { "state", "chat", "destination", "kind", "messageId", "cursor", "limit" })
            {
                var answer = await instance.Gateway.Http.AskAsync(HttpMethod.Get, $"/api/deliveries/{instance.Name}?{name}={text}");
                Assert.True(answer.Status is 200 or 400, $"{name}={text}: {answer}");
            }

            foreach (var (method, path) in new[] { (HttpMethod.Get, text), (HttpMethod.Post, text + "/replay"), (HttpMethod.Post, text + "/discard") })
            {
                var answer = await instance.Gateway.Http.AskAsync(method, $"/api/deliveries/{instance.Name}/{path}");
                Assert.True(answer.Status is 404 or 400, $"{path}: {answer}");
            }
        }

        foreach (var body in new[] { "", "[]", "{}", "{\"destination\":7}", "{\"destination\":\"mars\"}", "{\"destination\":\"whatsapp\",\"chat\":[]}", "{\"destination\":\"whatsapp\",\"chat\":\"\"}" })
        {
            Assert.Equal(400, (await instance.Gateway.Http.AskAsync(HttpMethod.Post, $"/api/deliveries/{instance.Name}/replay", body)).Status);
        }

        Assert.Equal(0, await instance.DoAllAsync("replay", new { destination = "whatsapp", chat = 4711 }));
        Assert.Equal(0, await instance.DoAllAsync("discard", new { destination = "chatwoot", chat = "nobody" }));
    }

    [Fact]
    public async Task Ledger_OfAnotherInstance_IsNotTold()
    {
        var (mine, others) = (await servers.ActivateAsync(), await servers.ActivateAsync());
        await others.OpenChatAsync(servers.NextNumber());
        var foreign = (await others.HasDeliveriesAsync("?kind=message", 1))[0].Id();
        var token = await TokenOfAsync(mine);
        var http = mine.Gateway.Http;

        Assert.Equal(Answer.Error(404, "Delivery not found"), await http.AskAsync(HttpMethod.Get, $"/api/deliveries/{mine.Name}/{foreign}"));
        Assert.Equal(Answer.Error(404, "Delivery not found"), await mine.DoAsync(foreign, "replay"));
        Assert.Equal(Answer.Error(404, "Delivery not found"), await mine.DoAsync(foreign, "discard"));
        Assert.Equal(Answer.Error(404, "Instance not found"), await http.AskAsync(HttpMethod.Get, "/api/deliveries/nobody"));
        Assert.Equal(200, (await http.AskAsync(HttpMethod.Get, $"/api/deliveries/{mine.Name}", token: token)).Status);
        Assert.Equal(
            Answer.Error(403, "Instance token does not match the requested instance"), await http.AskAsync(HttpMethod.Get, $"/api/deliveries/{others.Name}?state=lost", token: token));
        Assert.Equal(Answer.Error(401, "Invalid token"), await http.AskAsync(HttpMethod.Get, $"/api/deliveries/{mine.Name}", token: "wrong"));
        Assert.Equal(401, (await http.AskAsync(HttpMethod.Post, $"/api/deliveries/{mine.Name}/replay", "{}", token: "")).Status);
    }

    private static async Task<string> TokenOfAsync(BridgedInstance instance)
    {
        var list = await instance.Gateway.Http.SendAsync(HttpMethod.Get, $"/api/instance/list?instanceName={instance.Name}", null, 200, Token);
        return list.GetProperty("instances").EnumerateArray().Single().Text("token")!;
    }
}
