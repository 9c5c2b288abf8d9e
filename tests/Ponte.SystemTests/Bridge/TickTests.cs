using System.Text.Json;
using Npgsql;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What agents see of how far their messages got, and what they can still do about them.</summary>
[Collection(typeof(OutgoingServers))]
public sealed class TickTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receipts_OfParts_ShowTheLowestLevel(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var number = servers.NextNumber();
        var chat = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var message = await agent.AttachAsync(chat.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var sent = await instance.SentAsync(2);

        await ReceiptAsync(instance, number, "read", sent[0].MessageId);
        await ReceiptAsync(instance, number, "delivered", sent[1].MessageId);
        await agent.HasStatusAsync(chat.ConversationId, message, "delivered");

        // A later "delivered" lowers nothing.
        await ReceiptAsync(instance, number, "read", sent[1].MessageId);
        await ReceiptAsync(instance, number, "delivered", sent[0].MessageId, sent[1].MessageId);
        await agent.HasStatusAsync(chat.ConversationId, message, "read");
        await instance.HeardAsync(chat.ConversationId);
        await agent.HasStatusAsync(chat.ConversationId, message, "read");
    }

    [Fact]
    public async Task Receipt_AtOnce_IsNotLost()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var chat = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);

        // Each is read the moment the phone has it: receipt and link race.
        for (var i = 1; i <= 10; i++)
        {
            var message = await agent.PostAsync(chat.ConversationId, new { content = $"number {i}" });
            var sent = await instance.SentAsync(i);
            await ReceiptAsync(instance, number, "read", sent[^1].MessageId);
            await agent.HasStatusAsync(chat.ConversationId, message, "read");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_OfAMessageWithOneFailedPart_SendsThatPartOnly(bool onPostgres)
    {
        var instance = await servers.ActivateAsync(onPostgres: onPostgres);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.RefuseAsync(instance.Name, count: 1, code: 400, skip: 1, cancellationToken: Token);
        var message = await agent.AttachAsync(chat.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        await agent.HasStatusAsync(chat.ConversationId, message, "failed");

        await agent.RetryAsync(chat.ConversationId, message);

        var sent = await instance.SentAsync(2);
        Assert.Equal(["image", "document"], sent.Select(part => part.Media));
        await instance.HeardAsync(chat.ConversationId);
        Assert.Equal(3, (await instance.SentAsync(3)).Count);
    }

    [Fact]
    public async Task Quote_OfTheCustomerAndOfOneself_NamesTheMessage()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        var question = await instance.OpenChatAsync(number, "Are you open?");
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);

        var answer = await agent.QuoteAsync(question.ConversationId, question.Id, "Yes");
        var first = Assert.Single(await instance.SentAsync(1));
        await agent.QuoteAsync(question.ConversationId, answer, "Until six");
        var second = (await instance.SentAsync(2))[1];

        Assert.Equal((question.SourceId, number + "@s.whatsapp.net", "Are you open?"), Quote(first));
        Assert.Equal((first.MessageId, null, "Yes"), Quote(second));
    }

    [Fact]
    public async Task Delete_ByAnAgent_DeletesEveryPartForEveryone()
    {
        var instance = await servers.ActivateAsync();
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        var message = await agent.AttachAsync(chat.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var sent = await instance.SentAsync(2);

        await agent.DeleteAsync(chat.ConversationId, message);

        var deletions = (await instance.SentAsync(4)).Skip(2).ToList();
        Assert.All(deletions, deletion => Assert.Equal("delete", deletion.Type));
        Assert.Equal(sent.Select(part => part.MessageId).Order(), deletions.Select(deletion => deletion.Target!).Order());
    }

    [Fact]
    public async Task Delete_OfAMessageThatWaits_ItIsNeverSent()
    {
        var instance = await servers.ActivateAsync(onPostgres: true);
        var chat = await instance.OpenChatAsync(servers.NextNumber());
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await SetConnectionAsync(instance, "disconnected");
        var message = await agent.PostAsync(chat.ConversationId, new { content = "Too hasty" });
        await HasRowAsync($"cw:%:{message}:0:0");
        await agent.DeleteAsync(chat.ConversationId, message);
        await HasRowAsync($"cw:%:{message}:delete:%");
        await agent.PostAsync(chat.ConversationId, new { content = "Better" });
        await SetConnectionAsync(instance, "connected");

        Assert.Equal("Better", Assert.Single(await instance.SentAsync(1)).Text);
    }

    private async Task HasRowAsync(string key)
    {
        await using var source = NpgsqlDataSource.Create(servers.PostgresDatabase);
        await Eventually.GetAsync(
            async () =>
            {
                await using var command = source.CreateCommand("select count(*) from delivery where source_key like $1");
                command.Parameters.AddWithValue(key);
                return (long)(await command.ExecuteScalarAsync(Token))!;
            },
            count => count == 1);
    }

    private static Task<string?> ReceiptAsync(BridgedInstance instance, string from, string level, params string[] messages) =>
        instance.Gateway.Http.HappenAsync(instance.Name, "receipt", new { from, level, messages }, Token);

    private static Task<JsonElement> SetConnectionAsync(BridgedInstance instance, string state) =>
        instance.Gateway.Http.SendAsync(HttpMethod.Post, $"/api/sandbox/{instance.Name}/connection", new { state }, 200, Token);

    private static (string? Id, string? Sender, string? Text) Quote(SandboxSentText sent)
    {
        var quote = sent.Quote!.Value;
        return (quote.GetProperty("id").GetString(), quote.TryGetProperty("sender", out var sender) ? sender.GetString() : null, quote.GetProperty("text").GetString());
    }
}
