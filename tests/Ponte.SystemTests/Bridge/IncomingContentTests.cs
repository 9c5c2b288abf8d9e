using System.Security.Cryptography;
using Ponte.SystemTests.Harness;

namespace Ponte.SystemTests.Bridge;

/// <summary>What customers send beside texts, as Chatwoot shows it.</summary>
[Collection(typeof(ChatServers))]
public sealed class IncomingContentTests(Servers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("image", "image/png", null, "picture.png", "image")]
    [InlineData("video", "video/mp4", null, "video.mp4", "video")]
    [InlineData("gif", "video/mp4", null, "gif.mp4", "video")]
    [InlineData("voice", "audio/ogg; codecs=opus", null, "voice-note.ogg", "audio")]
    [InlineData("sticker", "image/webp", null, "sticker.webp", "image")]
    [InlineData("document", "application/pdf", "Réport 1.pdf", "Réport 1.pdf", "file")]
    public async Task Media_WithCaption_IsAttachedUnchanged(string media, string type, string? fileName, string shownName, string shownType)
    {
        var instance = await servers.ActivateAsync();
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, bytes, type, fileName, Token);

        await instance.HappensAsync("receive", new { from = servers.NextNumber(), content = new { kind = "media", media, file, caption = "*Look*" } });

        var shown = Assert.Single(await instance.IncomingAsync(1));
        Assert.Equal("**Look**", shown.Content);
        var attached = Assert.Single(shown.Files);
        Assert.Equal((shownName, shownType, Convert.ToHexStringLower(SHA256.HashData(bytes))), (attached.FileName, attached.FileType, attached.Sha256));
    }

    [Fact]
    public async Task Media_InGroup_HasItsSender()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, [1, 2, 3], "image/png", null, Token);

        await instance.HappensAsync("receive", new { from, name = "Maria", chat = servers.NextGroup(), content = new { kind = "media", media = "image", file } });

        Assert.Equal($"**Maria (+{from}):**", Assert.Single(await instance.IncomingAsync(1)).Content);
    }

    [Fact]
    public async Task Media_DownloadFails_IsShownByAPlaceholderThatIsCompletedLater()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var bytes = RandomNumberGenerator.GetBytes(1000);
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, bytes, "image/png", null, Token);
        await instance.Gateway.Http.WithholdAsync(instance.Name, 2, gone: true, Token);

        var id = await instance.HappensAsync("receive", new { from, content = new { kind = "media", media = "image", file, caption = "Cat" } });
        await instance.CustomerWritesAsync(from, "Seen?");

        var shown = await instance.IncomingAsync(3);
        Assert.Equal(["[Picture: it could not be brought here yet. It follows when that succeeds. Until then it can be seen on the phone.]\nCat"], shown.Where(m => m.SourceId == id).Select(m => m.Content));
        Assert.Single(shown, message => message.Content == "Seen?");
        var late = Assert.Single(shown, message => message.SourceId == $"{id}:media:1");
        Assert.Equal(shown.Single(message => message.SourceId == id).Id, late.InReplyTo);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Assert.Single(late.Files).Sha256);
    }

    [Fact]
    public async Task Media_ChatwootRefusesTheFile_KeepsTheWords()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();
        var first = await instance.OpenChatAsync(from);
        var file = await instance.Gateway.Http.UploadAsync(instance.Name, [1, 2, 3], "video/mp4", null, Token);
        await servers.Fake.ArmAsync(new FakeFault("status", "POST", $"/conversations/{first.ConversationId}/messages$", 413, Times: 1), Token);

        await instance.HappensAsync("receive", new { from, content = new { kind = "media", media = "video", file, caption = "Look" } });

        var shown = (await instance.IncomingAsync(2))[1];
        Assert.Equal("[Video: not shown here, because Chatwoot did not accept the file. Open WhatsApp on the phone to see it.]\nLook", shown.Content);
        Assert.Empty(shown.Files);
    }

    [Fact]
    public async Task Ad_WithPicture_IsShownWithBoth()
    {
        var instance = await servers.ActivateAsync();
        var picture = await instance.Gateway.Http.UploadAsync(instance.Name, [1, 2, 3], "image/jpeg", null, Token);

        await instance.HappensAsync("receive", new { from = servers.NextNumber(), text = "Hi", ad = new { title = "Lamps", url = "https://x.example", picture } });

        var shown = Assert.Single(await instance.IncomingAsync(1));
        Assert.Equal("Hi\n\n**Came from an ad:** Lamps\nhttps://x.example", shown.Content);
        Assert.Equal("ad.jpg", Assert.Single(shown.Files).FileName);
    }

    [Fact]
    public async Task Undecryptable_SentAgain_IsReplaced()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();

        var id = await instance.HappensAsync("receive", new { from, id = "LATE1", content = new { kind = "undecryptable" } });
        var note = Assert.Single(await instance.ShownAsync(1));
        Assert.True(note.Private);
        await instance.HappensAsync("receive", new { from, id = "LATE1", text = "Hello" });

        var shown = await instance.ShownAsync(2, messages => messages[0].IsDeleted);
        Assert.Equal("LATE1:undecryptable", shown[0].SourceId);
        Assert.Equal((id, "Hello", "incoming"), (shown[1].SourceId, shown[1].Content, shown[1].MessageType));
    }

    [Fact]
    public async Task Status_ByDefault_IsNotShown()
    {
        var instance = await servers.ActivateAsync();
        var from = servers.NextNumber();

        await instance.HappensAsync("receive", new { from, text = "My story", isStatus = true });
        await instance.CustomerWritesAsync(from, "Hello");

        Assert.Equal("Hello", Assert.Single(await instance.IncomingAsync(1)).Content);
    }
}
