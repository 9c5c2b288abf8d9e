namespace Ponte.SystemTests.Matrix;

/// <summary>What happens to an agent's messages.</summary>
internal static class OutgoingChanges
{
    private const string Section = "From Chatwoot: what happens to messages";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        new(Section, "Ticks", "delivered and read, as WhatsApp tells them", async stage =>
        {
            var first = await stage.OpenAsync();
            var written = await stage.AgentWritesAsync(first.ConversationId, new { content = "Seen?" });
            var sent = await stage.CustomerHasAsync(message => OutgoingWords.Text(message) == "Seen?");
            await stage.HasStatusAsync(written, "delivered");
            await stage.WhatsAppAsync($"/peers/{stage.Customer}/receipts", new { to = stage.Shop, ids = new[] { sent.GetProperty("id").GetString() }, type = "read" });
            await stage.HasStatusAsync(written, "read");
        }),
        new(Section, "Refused by WhatsApp", "marked as failed with a sentence; Chatwoot's Retry sends it again", async stage =>
        {
            var first = await stage.OpenOnSandboxAsync();
            await stage.SandboxAsync("refuse", new { count = 1, code = 463 }, 200);
            var written = await stage.AgentWritesAsync(first.ConversationId, new { content = "Once more" });
            var failed = await stage.HasStatusAsync(written, "failed");
            Assert.NotEmpty(failed.ExternalError!);
            await stage.Agent.SendAsync(HttpMethod.Post, $"conversations/{first.ConversationId}/messages/{written}/retry");
            await stage.SandboxSentAsync(message => message.GetProperty("text").GetString() == "Once more");
        }) { OnSandbox = true },
        new(Section, "Deleted by the agent", "deleted for everyone", async stage =>
        {
            var first = await stage.OpenAsync();
            var written = await stage.AgentWritesAsync(first.ConversationId, new { content = "Wrong chat" });
            var sent = await stage.CustomerHasAsync(message => OutgoingWords.Text(message) == "Wrong chat");
            await stage.Agent.SendAsync(HttpMethod.Delete, $"conversations/{first.ConversationId}/messages/{written}");
            await stage.CustomerHasAsync(message => message.TryGetProperty("deletes", out var target) && target.GetString() == sent.GetProperty("id").GetString());
        }),
        new(Section, "Agent typing", "\"typing…\" on the customer's phone", async stage =>
        {
            var first = await stage.OpenOnSandboxAsync();
            await stage.OtherAgentTypesAsync(first.ConversationId);
            await stage.SandboxSeenAsync(seen => seen.GetProperty("typing").EnumerateArray().Any(typing => typing.GetProperty("chat").GetString()!.StartsWith(stage.Customer, StringComparison.Ordinal)));
        }) { OnSandbox = true },
        new(Section, "Agent reading", "the customer's messages are marked as read, when `autoReadMessages` is on", async stage =>
        {
            var first = await stage.OpenOnSandboxAsync();
            await stage.SettingsAsync(new { autoReadMessages = true });
            await stage.AgentWritesAsync(first.ConversationId, new { content = "I have read it" });
            await stage.SandboxSeenAsync(seen => seen.GetProperty("read").EnumerateArray().Any(read => read.GetProperty("id").GetString() == first.SourceId));
        }) { OnSandbox = true },
    ];
}
