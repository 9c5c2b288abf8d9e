using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What waits, what goes on and what a person is told when one side does not work.</summary>
[Collection(typeof(TroubleServers))]
public sealed class OutageTests(Servers servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PhoneDisconnected_BothSidesWait_AndGoOnInOrder(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var numbers = new[] { servers.NextNumber(), servers.NextNumber() };
        var chats = new[] { await instance.OpenChatAsync(numbers[0]), await instance.OpenChatAsync(numbers[1]) };
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        await instance.HasStatusAsync("paused");

        for (var i = 0; i < 5; i++)
        {
            await servers.Fake.ReplyAsync(chats[0].ConversationId, $"A{i}", Token);
            await servers.Fake.ReplyAsync(chats[1].ConversationId, $"B{i}", Token);
            await instance.CustomerWritesAsync(numbers[0], $"question {i}");
        }

        Assert.Empty(await instance.SentAsync(0));
        Assert.Equal(2, (await instance.IncomingAsync(2)).Count);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);

        var sent = await instance.SentAsync(10);
        Assert.Equal(["A0", "A1", "A2", "A3", "A4"], sent.Where(m => m.Chat.StartsWith(numbers[0], StringComparison.Ordinal)).Select(m => m.Text));
        Assert.Equal(["B0", "B1", "B2", "B3", "B4"], sent.Where(m => m.Chat.StartsWith(numbers[1], StringComparison.Ordinal)).Select(m => m.Text));
        var arrived = await instance.IncomingAsync(7);
        Assert.Equal(["question 0", "question 1", "question 2", "question 3", "question 4"], arrived.Skip(2).Select(m => m.Content));
        await instance.HasStatusAsync("active");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_RefusedForGood_LeavesANoteAndTheLaneGoesOn(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var first = await instance.OpenChatAsync(number);
        var path = $"/conversations/{first.ConversationId}/messages$";
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", path, 422, """{"error":"Validation failed: {{contact.name}} is odd"}""", Times: 1), Token);

        await instance.CustomerWritesAsync(number, "refused");
        await instance.CustomerWritesAsync(number, "accepted");

        var all = await Eventually.GetAsync(instance.MessagesAsync, messages => messages.Any(m => m.Private) && messages.Any(m => m.Content == "accepted"));
        Assert.Equal(["Hello", "accepted"], all.Where(m => !m.Private).Select(m => m.Content));
        var note = Assert.Single(all, m => m.Private);
        Assert.StartsWith("A WhatsApp message could not be shown here. Chatwoot refused the message. HTTP 422: Validation failed: {", note.Content, StringComparison.Ordinal);
        Assert.Contains("contact.name", note.Content, StringComparison.Ordinal);
        Assert.Equal("active", (await instance.ListAsync()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TokenRevoked_MessagesWait_AndGoOnInOrderWithANewToken(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(new { chatwootApiToken = await NewTokenAsync() }, onPostgres);
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);
        var replacement = await NewTokenAsync();

        for (var i = 0; i < 5; i++)
        {
            await instance.CustomerWritesAsync(number, $"question {i}");
        }

        var broken = await instance.HasStatusAsync("error");
        Assert.Contains("rejects the API token", broken.GetProperty("last_error").GetString(), StringComparison.Ordinal);
        Assert.Single(await instance.IncomingAsync(1));
        await instance.ActivateAsync(new { chatwootApiToken = replacement });

        var arrived = await instance.IncomingAsync(6);
        Assert.Equal(["Hello", "question 0", "question 1", "question 2", "question 3", "question 4"], arrived.Select(message => message.Content));
        var mended = await instance.HasStatusAsync("active");
        Assert.Equal("", mended.GetProperty("last_error").GetString());
        await servers.Fake.ReplyAsync(arrived[0].ConversationId, "Answer", Token);
        Assert.Equal("Answer", Assert.Single(await instance.SentAsync(1)).Text);
        await instance.Gateway.Http.SendAsync(HttpMethod.Delete, $"/api/chatwoot/delete/{instance.Name}", null, 200, Token);
    }

    [Theory]
    [InlineData(500, "Chatwoot had an internal error.")]
    [InlineData(429, "Chatwoot asks for a pause.")]
    [InlineData(503, "Chatwoot is unreachable.")]
    public async Task Chatwoot_AnswersEverythingWith_LastErrorSaysSoAndEmptiesByItself(int status, string sentence)
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);
        await servers.Fake.ArmAsync(new FakeFault("status", Path: "^/api/v1/", Status: status, Id: "all"), Token);

        for (var i = 0; i < 3; i++)
        {
            await instance.CustomerWritesAsync(number, $"question {i}");
        }

        try
        {
            var broken = await Eventually.GetAsync(
                instance.ListAsync, list => list.GetProperty("last_error").GetString()!.StartsWith(sentence, StringComparison.Ordinal), Patience, list => list.GetProperty("last_error").ToString());
            Assert.Equal("active", broken.GetProperty("status").GetString());
        }
        finally
        {
            await servers.Fake.DisarmAsync("all", Token);
        }

        var arrived = await instance.IncomingAsync(4, TimeSpan.FromMinutes(2));
        Assert.Equal(["Hello", "question 0", "question 1", "question 2"], arrived.Select(message => message.Content));
        await Eventually.GetAsync(instance.ListAsync, list => list.GetProperty("last_error").GetString()!.Length == 0, Patience);
    }

    // The second agent, as an administrator, so that the other tests keep their token.
    private async Task<string> NewTokenAsync() =>
        (await servers.Fake.SetUserAsync(5, new { role = "administrator", rotateToken = true }, Token)).GetProperty("token").GetString()!;
}
