using System.Text.Json;

namespace Ponte.SystemTests.Matrix;

/// <summary>What happens to messages, and beside them.</summary>
internal static class IncomingChanges
{
    private const string Section = "From WhatsApp: what happens to messages";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        new(Section, "Edit", "the new words, threaded to the message", async stage =>
        {
            var first = await stage.OpenAsync("Two pieces");
            await stage.SendsAsync(new { edit = new { id = first.SourceId, text = "Three pieces" } });
            var edit = await stage.FindAsync(message => message.Content?.Contains("Three pieces", StringComparison.Ordinal) == true);
            Assert.Equal((first.Id, "incoming"), (edit.InReplyTo, edit.MessageType));
        }),
        new(Section, "Deleted for everyone", "deleted in Chatwoot too", async stage =>
        {
            var first = await stage.OpenAsync("A mistake");
            await stage.SendsAsync(new { delete = new { id = first.SourceId } });
            await stage.FindAsync(message => message.Id == first.Id && message.IsDeleted);
        }),
        new(Section, "Reaction, and its removal", "private notes, threaded to the message", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.SendsAsync(new { reaction = new { id = first.SourceId, emoji = "👍" } });
            var note = await stage.FindAsync(message => message.Private && message.Content!.Contains("👍", StringComparison.Ordinal));
            Assert.Equal(first.Id, note.InReplyTo);
            await stage.SendsAsync(new { reaction = new { id = first.SourceId } });
            await stage.FindAsync(message => message.Private && message.Id > note.Id && message.InReplyTo == first.Id);
        }),
        new(Section, "Written on the phone itself", "an outgoing message that is not sent again", async stage =>
        {
            var first = await stage.OpenAsync();
            var own = await stage.ShownAsync(await stage.PhoneSendsAsync(new { text = "I answer from the phone" }));
            Assert.Equal((first.ConversationId, "outgoing", "I answer from the phone"), (own.ConversationId, own.MessageType, own.Content));
        }),
        new(Section, "Read on the phone", "the conversation counts as seen", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.WhatsAppAsync($"/phones/{stage.Shop}/read", new { to = stage.Customer, ids = new[] { first.SourceId } });
            await Eventually.GetAsync(
                () => stage.Agent.SendAsync(HttpMethod.Get, $"conversations/{first.ConversationId}"),
                conversation => conversation.GetProperty("agent_last_seen_at").GetInt64() > 0,
                TimeSpan.FromSeconds(60));
        }),
        new(Section, "Message that cannot be decrypted", "a private placeholder, replaced when WhatsApp sends it again", async stage =>
        {
            await stage.OpenAsync();
            var id = await stage.SendsAsync(new { text = "Now it is readable", undecryptable = true });
            Assert.Equal("Now it is readable", (await stage.ShownAsync(id)).Content);
            var placeholders = (await stage.MessagesAsync()).Where(message => message.SourceId == id + ":undecryptable").ToList();
            await Eventually.HoldsAsync(async () => (await stage.MessagesAsync()).Where(message => message.SourceId == id + ":undecryptable").All(message => message.IsDeleted));
            Assert.True(placeholders.Count <= 1);
        }),
        new(Section, "Missed call", "a message that says so", async stage =>
        {
            var call = await stage.WhatsAppAsync($"/peers/{stage.Customer}/call", new { to = stage.Shop });
            await stage.WhatsAppAsync($"/calls/{call.GetProperty("id").GetString()}/end", new { reason = "timeout" });
            var message = await stage.FindAsync(candidate => candidate.Content == "Missed voice call" && candidate.ContactPhoneNumber == "+" + stage.Customer);
            Assert.Equal("incoming", message.MessageType);
        }),
        new(Section, "Rejected call", "a message that says so", async stage =>
        {
            var message = await stage.ShownAsync(await stage.ReceivesAsync(new { text = "I call you" }));
            stage.Conversations = [message.ConversationId];
            await stage.SandboxAsync("event", new { kind = "call", outcome = "rejected", isVideo = true });
            await stage.FindAsync(candidate => candidate.Content == "Rejected video call");
        }) { OnSandbox = true },
        new(Section, "Customer typing", "shown in the conversation (WhatsApp tells it only to a number that shows itself online, `keepOnlineStatus`)", async stage =>
        {
            await stage.OpenOnSandboxAsync();
            await stage.SandboxAsync("typing", new { state = "composing" });
            await stage.RequestedAsync("POST", "/toggle_typing");
        }) { OnSandbox = true },
        new(Section, "Status (\"story\")", "nothing, unless `Ponte:Chatwoot:ShowStatus` is on", async stage =>
        {
            await stage.OpenOnSandboxAsync();
            await stage.ReceivesAsync(new { text = "My day", isStatus = true });
            var after = await stage.ShownAsync(await stage.ReceivesAsync(new { text = "A real message" }));
            Assert.DoesNotContain(await stage.MessagesAsync(), message => message.Content?.Contains("My day", StringComparison.Ordinal) == true && message.Id < after.Id);
        }) { OnSandbox = true },
        new(Section, "Contact's name and picture", "kept current; the picture is uploaded when it changes", async stage =>
        {
            var first = await stage.OpenAsync();
            var contact = await stage.ContactIdAsync(first.ConversationId);
            await stage.ContactAsync(contact, found => found.GetProperty("name").GetString() == MatrixStage.CustomerName);
            await stage.WhatsAppAsync($"/peers/{stage.Customer}/picture", new { base64 = IncomingGroups.Jpeg });
            await stage.ContactAsync(contact, found => found.GetProperty("thumbnail") is { ValueKind: JsonValueKind.String } thumbnail && thumbnail.GetString()!.Length > 0);
        }),
    ];
}
