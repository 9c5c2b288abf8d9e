using System.Text.Json;

namespace Ponte.SystemTests.Matrix;

/// <summary>Words an agent writes.</summary>
internal static class OutgoingWords
{
    private const string Section = "From Chatwoot: words";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Row("Formatting", "bold, italic, strike, code, lists and links in WhatsApp's way",
            "**Yes**, it is _ready_ and ~~late~~ `now`:\n\n- one\n- two\n\n[our page](https://shop.example.com)", "*Yes*, it is _ready_ and ~late~ `now`:", "- one", "our page (https://shop.example.com)"),
        Row("Line breaks and escapes", "as the agent typed them", "5\\*3 first line\\\nsecond line", "5*3 first line\nsecond line"),
        new(Section, "Quoted reply", "the reply with the quoted message", async stage =>
        {
            var first = await stage.OpenAsync("Is it open?");
            await stage.AgentWritesAsync(first.ConversationId, new { content = "Until six", content_attributes = new { in_reply_to = first.Id } });
            var reply = await stage.CustomerHasAsync(message => Text(message) == "Until six");
            Assert.Equal(first.SourceId, reply.GetProperty("quoted").GetProperty("id").GetString());
        }),
        new(Section, "Reply to the agent's own message", "the reply with the quoted message", async stage =>
        {
            var first = await stage.OpenAsync();
            var own = await stage.AgentWritesAsync(first.ConversationId, new { content = "One moment" });
            var sent = await stage.CustomerHasAsync(message => Text(message) == "One moment");
            await stage.AgentWritesAsync(first.ConversationId, new { content = "Here it is", content_attributes = new { in_reply_to = own } });
            var reply = await stage.CustomerHasAsync(message => Text(message) == "Here it is");
            Assert.Equal(sent.GetProperty("id").GetString(), reply.GetProperty("quoted").GetProperty("id").GetString());
        }),
        new(Section, "Mention of a group's member", "the member is mentioned", async stage =>
        {
            var group = await IncomingGroups.CreateAsync(stage, "Mentioned");
            var first = await stage.ShownAsync(await stage.SendsAsync(new { text = "Hello" }, group));
            await stage.AgentWritesAsync(first.ConversationId, new { content = $"Over to you, @+{stage.Customer}" });
            var message = await stage.CustomerHasAsync(candidate => Text(candidate)?.StartsWith("Over to you, @", StringComparison.Ordinal) == true);
            Assert.Equal(1, message.GetProperty("mentions").GetArrayLength());
        }),
        new(Section, "Private note", "nothing", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.AgentWritesAsync(first.ConversationId, new { content = "Between us", @private = true });
            await stage.AgentWritesAsync(first.ConversationId, new { content = "To you" });
            await stage.CustomerHasAsync(message => Text(message) == "To you");
            Assert.DoesNotContain((await stage.CustomerMessagesAsync()).EnumerateArray(), message => Text(message) == "Between us");
        }),
        new(Section, "Template", "its text", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.AgentWritesAsync(first.ConversationId, new { content = "We are closed today", message_type = "template" });
            await stage.CustomerHasAsync(message => Text(message) == "We are closed today");
        }),
        new(Section, "New conversation with a number that never wrote", "sent to the form of the number that WhatsApp knows", async stage =>
        {
            var contact = await stage.Agent.CreateContactAsync(new { name = "New", phone_number = "+" + stage.Customer });
            var conversation = await stage.Agent.StartConversationAsync(stage.Inbox, contact);
            await stage.AgentWritesAsync(conversation, new { content = "Good morning" });
            await stage.CustomerHasAsync(message => Text(message) == "Good morning");
        }),
        new(Section, "New conversation with a number without WhatsApp", "nothing; the message is marked as failed, and a private note says why", async stage =>
        {
            var number = "+5511" + "8" + stage.Customer[^8..];
            var contact = await stage.Agent.CreateContactAsync(new { name = "Nobody", phone_number = number });
            var conversation = await stage.Agent.StartConversationAsync(stage.Inbox, contact);
            stage.Conversations = [conversation];
            var message = await stage.AgentWritesAsync(conversation, new { content = "Good morning" });
            await stage.HasStatusAsync(message, "failed");
            await stage.FindAsync(note => note.Private && note.Content!.Contains("WhatsApp", StringComparison.Ordinal));
        }),
    ];

    private static MatrixRow Row(string kind, string shown, string written, params string[] parts) => new(Section, kind, shown, async stage =>
    {
        var first = await stage.OpenAsync();
        await stage.AgentWritesAsync(first.ConversationId, new { content = written });
        await stage.CustomerHasAsync(message => Text(message) is { } text && parts.All(part => text.Contains(part, StringComparison.Ordinal)));
    });

    public static string? Text(JsonElement message) => message.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
