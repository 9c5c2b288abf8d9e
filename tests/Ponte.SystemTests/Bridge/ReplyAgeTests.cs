using System.Globalization;
using Npgsql;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>Agents' messages that waited longer than <c>Ponte:Chatwoot:MaxReplyAgeHours</c>. The wait is played by moving their time back in the table.</summary>
[Collection(typeof(OutgoingServers))]
public sealed class ReplyAgeTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reply_ThatWaitedTooLong_FailsWhileThePhoneIsAway_AndRetrySendsIt()
    {
        var instance = await servers.ActivateAsync(onPostgres: true);
        var number = servers.NextNumber();
        var chat = await instance.OpenChatAsync(number);
        using var agent = new ChatwootAgent(servers.Chatwoot.BaseUrl);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "disconnected", Token);
        var old = await agent.AttachAsync(chat.ConversationId, "Two", AgentFile.Png(), AgentFile.Pdf());
        var fresh = await agent.PostAsync(chat.ConversationId, new { content = "Young enough" });

        // From here on the lane waits for the phone, and does not touch its rows.
        await WaitForRowsAsync($"cw:%:{old}:0:0", 1, "and failure_code = 'instance_not_connected'");
        await BackdateAsync(old, 2, TimeSpan.FromHours(31));
        await BackdateAsync(fresh, 1, TimeSpan.FromHours(23));

        var why = await agent.HasStatusAsync(chat.ConversationId, old, "failed");
        await WaitForRowsAsync($"cw:%:{old}:0:%", 2, "and state = 'failed'");
        await agent.RetryAsync(chat.ConversationId, old);
        await WaitForRowsAsync($"cw:%:{old}:1:%", 2);
        await instance.Gateway.Http.SetConnectionAsync(instance.Name, "connected", Token);

        Assert.Equal("This reply waited 31 hours and was not sent, so that it does not surprise the customer. Press Retry to send it now.", why);
        var sent = await instance.SentAsync(3);
        Assert.Equal([null, "image", "document"], sent.Select(message => message.Media));
        Assert.Equal("Young enough", sent[0].Text);
    }

    [Fact]
    public async Task CustomersMessage_HoweverOld_IsShown()
    {
        var instance = await servers.ActivateAsync();
        var number = servers.NextNumber();
        await instance.OpenChatAsync(number);

        await instance.HappensAsync("receive", new { from = number, text = "From last week", timestamp = DateTimeOffset.UtcNow.AddDays(-7).ToUnixTimeSeconds() });

        Assert.Equal("From last week", (await instance.IncomingAsync(2))[1].Content);
    }

    // As if the row had been stored long ago; due at once, so that nobody waits for the lane's next minute.
    private async Task BackdateAsync(long message, int parts, TimeSpan age)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"cw:%:{message}:0:%");
        await WaitForRowsAsync(key, parts);
        await using var source = NpgsqlDataSource.Create(servers.PostgresDatabase);
        await using var command = source.CreateCommand("update delivery set received_at = received_at - $1, next_attempt_at = 0 where source_key like $2");
        command.Parameters.AddWithValue((long)age.TotalMilliseconds);
        command.Parameters.AddWithValue(key);
        Assert.Equal(parts, await command.ExecuteNonQueryAsync(Token));
    }

    private async Task WaitForRowsAsync(string key, int count, string andMore = "")
    {
        await using var source = NpgsqlDataSource.Create(servers.PostgresDatabase);
        await Eventually.GetAsync(
            async () =>
            {
                await using var command = source.CreateCommand($"select count(*) from delivery where source_key like $1 {andMore}");
                command.Parameters.AddWithValue(key);
                return (long)(await command.ExecuteScalarAsync(Token))!;
            },
            found => found == count);
    }
}
