using Ponte.Gateway.Bridge.Incoming;
using Ponte.WhatsApp.Messages;
using static Ponte.Gateway.Tests.Bridge.Happenings;

namespace Ponte.Gateway.Tests.Bridge;

public sealed class IncomingFileTests
{
    [Theory]
    [InlineData(MediaKind.Voice, "audio/ogg; codecs=opus", null, "voice-note.ogg", "audio/ogg")]
    [InlineData(MediaKind.Image, "image/png", null, "picture.png", "image/png")]
    [InlineData(MediaKind.Image, "nonsense", null, "picture.jpg", "application/octet-stream")]
    [InlineData(MediaKind.Video, "video/mp4", "x.mp4", "video.mp4", "video/mp4")]
    [InlineData(MediaKind.Gif, "video/mp4", null, "gif.mp4", "video/mp4")]
    [InlineData(MediaKind.VideoNote, "video/mp4", null, "video-message.mp4", "video/mp4")]
    [InlineData(MediaKind.Audio, "audio/mpeg", null, "audio.mp3", "audio/mpeg")]
    [InlineData(MediaKind.Sticker, "image/webp", null, "sticker.webp", "image/webp")]
    [InlineData(MediaKind.Document, "application/pdf", "Réport 1.pdf", "Réport 1.pdf", "application/pdf")]
    [InlineData(MediaKind.Document, "application/pdf", "../../etc/passwd", "passwd", "application/pdf")]
    [InlineData(MediaKind.Document, "application/pdf", "C:\\a\\b\u202Efdp.exe\r\n", "bfdp.exe", "application/pdf")]
    [InlineData(MediaKind.Document, "application/pdf", "..", "document.pdf", "application/pdf")]
    [InlineData(MediaKind.Document, "text/x\r\nEvil: 1", null, "document", "application/octet-stream")]
    public void Of_Media_HasAHarmlessNameAndType(MediaKind kind, string type, string? name, string expectedName, string expectedType)
    {
        var file = IncomingFile.Of(Message(new IncomingMedia(kind, new MediaReference("token", type) { FileName = name })))!;

        Assert.Equal((expectedName, expectedType), (file.Name, file.ContentType));
    }

    [Fact]
    public void NameOf_LongName_KeepsItsExtension()
    {
        var name = IncomingFile.NameOf(new IncomingMedia(MediaKind.Document, new MediaReference("t", "text/plain") { FileName = new string('a', 500) + ".docx" }));

        Assert.Equal(120, name.Length);
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_SayWhatAndWhy()
    {
        var video = new IncomingMedia(MediaKind.Video, new MediaReference("t", "video/mp4"));
        var document = new IncomingMedia(MediaKind.Document, new MediaReference("t", "application/pdf") { FileName = "a]b.pdf" });

        Assert.Equal(
            "[Video: not shown here, because its 300 MB are more than the limit of 200 MB. Open WhatsApp on the phone to see it.]",
            MediaText.TooLarge(video, 300 * 1024 * 1024, 200 * 1024 * 1024));
        Assert.StartsWith("[Document ab.pdf: it could not be brought here yet.", MediaText.Missing(document), StringComparison.Ordinal);
    }
}
