using System.Text.Json;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Matrix;

/// <summary>Files an agent sends.</summary>
internal static class OutgoingFiles
{
    private const string Section = "From Chatwoot: files";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Row("Picture", "a picture with the text as its caption", "image", "Here it is", AgentFile.Png()),
        Row("Document", "a document with its name", "document", "The invoice", AgentFile.Pdf("Invoice 7.pdf")),
        Row("Video", "a video", "video", null, new AgentFile("clip.mp4", "video/mp4", [0, 0, 0, 0x18, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8])),
        new(Section, "Several files in one message", "each of them; the text once, on the first", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.Agent.AttachAsync(first.ConversationId, "All papers", AgentFile.Png(), AgentFile.Pdf());
            var picture = await stage.CustomerHasAsync(message => Kind(message) == "image");
            var paper = await stage.CustomerHasAsync(message => Kind(message) == "document");
            Assert.Equal("All papers", picture.GetProperty("caption").GetString());
            Assert.False(paper.TryGetProperty("caption", out var caption) && caption.ValueKind == JsonValueKind.String && caption.GetString()!.Length > 0);
        }),
        new(Section, "Recorded audio", "a voice message, where ffmpeg is installed", async stage =>
        {
            var first = await stage.OpenAsync();
            await stage.Agent.AttachAsync(first.ConversationId, "", AgentFile.Recording());
            await stage.CustomerHasAsync(message => Kind(message) == "voice");
        }),
    ];

    private static MatrixRow Row(string kind, string shown, string sent, string? caption, AgentFile file) => new(Section, kind, shown, async stage =>
    {
        var first = await stage.OpenAsync();
        await stage.Agent.AttachAsync(first.ConversationId, caption ?? "", file);
        var message = await stage.CustomerHasAsync(candidate => Kind(candidate) == sent);
        Assert.Equal(file.Bytes.Length, message.GetProperty("media").GetProperty("size").GetInt64());
        Assert.Equal(caption, message.TryGetProperty("caption", out var words) ? words.GetString() : null);
        if (sent == "document")
        {
            Assert.Equal(file.Name, message.GetProperty("media").GetProperty("fileName").GetString());
        }
    });

    private static string? Kind(JsonElement message) =>
        message.TryGetProperty("media", out var media) && media.ValueKind == JsonValueKind.Object ? media.GetProperty("kind").GetString() : null;
}
