namespace Ponte.SystemTests.Matrix;

/// <summary>Files a customer sends.</summary>
internal static class IncomingFiles
{
    private const string Section = "From WhatsApp: files";

    // A one-pixel PNG.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Row("Picture", "an attachment with its caption", "image", "image/png", "image", caption: "Is it this one?"),
        Row("Video", "an attachment with its caption", "video", "video/mp4", "video", caption: "It makes this noise"),
        Row("GIF", "an attachment, a video", "gif", "video/mp4", "video"),
        Row("Round video message", "an attachment, a video", "videoNote", "video/mp4", "video"),
        Row("Audio file", "an attachment that plays", "audio", "audio/mpeg", "audio"),
        Row("Voice message", "an attachment that plays, named `voice-note.ogg`", "voice", "audio/ogg; codecs=opus", "audio", name: "voice-note.ogg"),
        Row("Document", "an attachment with its own name and caption", "document", "application/pdf", "file", caption: "The invoice", name: "Invoice 7.pdf", sentName: "Invoice 7.pdf"),
        Row("Sticker", "an attachment, a picture", "sticker", "image/webp", "image"),
        Row("Animated sticker", "an attachment, a picture", "sticker", "image/webp", "image", animated: true),
        new(Section, "Album", "each picture as an attachment, in order", async stage =>
        {
            var album = await stage.SendsAsync(new { message = new { albumMessage = new { expectedImageCount = 2 } } });
            var first = await stage.SendsAsync(new { media = new { kind = "image", mimeType = "image/png", base64 = Picture, caption = "one", album } });
            var second = await stage.SendsAsync(new { media = new { kind = "image", mimeType = "image/png", base64 = Picture, caption = "two", album } });
            var (one, two) = (await stage.ShownAsync(first), await stage.ShownAsync(second));
            Assert.Equal(("one", "two"), (one.Content, two.Content));
            Assert.True(one.Id < two.Id && one.Files.Count == 1 && two.Files.Count == 1);
            Assert.DoesNotContain(await stage.MessagesAsync(), message => message.SourceId == album);
        }),
        new(Section, "View once", "a placeholder: it can be seen on the phone only", async stage =>
        {
            var message = await stage.ShownAsync(await stage.SendsAsync(new { media = new { kind = "image", mimeType = "image/png", base64 = Picture, viewOnce = true } }));
            Assert.Contains("once", message.Content, StringComparison.Ordinal);
            Assert.Empty(message.Files);
        }),
        new(Section, "A file that WhatsApp cannot deliver now", "a placeholder, completed by the file when a later try brings it", async stage =>
        {
            var upload = await stage.WhatsAppAsync($"/peers/{stage.Customer}/messages", new { to = stage.Shop, text = "Here it comes" });
            stage.Conversations = [(await stage.ShownAsync(upload.GetProperty("id").GetString()!)).ConversationId];
            await stage.WhatsAppAsync("/media/faults", new { status = 500, count = 10_000 });
            var id = await stage.SendsAsync(new { media = new { kind = "image", mimeType = "image/png", base64 = Picture, caption = "Late" } });
            var placeholder = await stage.ShownAsync(id);
            Assert.Contains("Late", placeholder.Content, StringComparison.Ordinal);
            Assert.Empty(placeholder.Files);
            await stage.MendFilesAsync();
            var file = await stage.FindAsync(message => message.Files.Count == 1);
            Assert.Equal(placeholder.Id, file.InReplyTo);
        }),
    ];

    private static MatrixRow Row(
        string kind, string shown, string sent, string mimeType, string fileType, string? caption = null, string? name = null, string? sentName = null, bool? animated = null) =>
        new(Section, kind, shown, async stage =>
        {
            var media = new { kind = sent, mimeType, base64 = Picture, caption, fileName = sentName, animated, seconds = sent is "voice" or "audio" or "video" ? (int?)3 : null };
            var message = await stage.ShownAsync(await stage.SendsAsync(new { media }));
            var file = Assert.Single(message.Files);
            Assert.Equal("incoming", message.MessageType);
            Assert.Equal(fileType, file.FileType);
            Assert.Equal(Convert.FromBase64String(Picture).Length, file.Size);
            Assert.Equal(caption ?? "", message.Content ?? "");
            if (name is not null)
            {
                Assert.Equal(name, file.FileName);
            }
        });
}
