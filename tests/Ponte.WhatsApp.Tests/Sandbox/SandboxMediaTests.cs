using System.Security.Cryptography;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp.Tests.Sandbox;

public sealed class SandboxMediaTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 200_000).Select(n => (byte)(n % 251))];
    private static readonly ChatId Chat = ChatId.FromPhoneDigits("5511900000001");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Download_KeptFile_IsCopiedAfterARestartToo()
    {
        await using var world = new SandboxWorld();
        var file = await world.Phone.KeepFileAsync(new MemoryStream(Bytes), "image/png", "../../etc/passwd", Token);
        await world.RestartAsync();
        await using var session = await world.OpenAsync();
        await File.WriteAllTextAsync(world.File("copy"), "something older", Token);

        Assert.Equal(new MediaAnswer.Saved(Bytes.Length), await session.DownloadAsync(file, world.File("copy"), Bytes.Length, Token));
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(world.File("copy"), Token));
        Assert.Equal((Bytes.Length, "../../etc/passwd"), (file.Size!.Value, file.FileName));
        Assert.Equal(new MediaAnswer.TooLarge(Bytes.Length), await session.DownloadAsync(file, world.File("copy"), Bytes.Length - 1, Token));
        Assert.False(File.Exists(world.File("copy")));
    }

    [Theory]
    [InlineData("../people.json")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcde/")]
    [InlineData("/etc/passwd")]
    public async Task Download_NoTokenOfOurs_IsGone(string token)
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();

        Assert.IsType<MediaAnswer.Gone>(await session.DownloadAsync(new MediaReference(token, "image/png"), world.File("copy"), 1000, Token));
        Assert.False(world.Phone.HasFile(token));
    }

    [Fact]
    public async Task Download_Withheld_FailsSoOften()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var file = await world.Phone.KeepFileAsync(new MemoryStream(Bytes), "image/png", null, Token);

        world.Phone.WithholdFiles(1, gone: false);
        Assert.IsType<MediaAnswer.Failed>(await session.DownloadAsync(file, world.File("copy"), long.MaxValue, Token));
        world.Phone.WithholdFiles(1, gone: true);
        Assert.IsType<MediaAnswer.Gone>(await session.DownloadAsync(file, world.File("copy"), long.MaxValue, Token));
        Assert.IsType<MediaAnswer.Saved>(await session.DownloadAsync(file, world.File("copy"), long.MaxValue, Token));
    }

    [Fact]
    public async Task Download_NoPlaceForIt_IsFailedAndLeavesNothing()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        var file = await world.Phone.KeepFileAsync(new MemoryStream(Bytes), "image/png", null, Token);

        Assert.IsType<MediaAnswer.Failed>(await session.DownloadAsync(file, world.File("nowhere", "copy"), long.MaxValue, Token));
    }

    [Fact]
    public async Task Keep_BrokenOff_LeavesNothing()
    {
        await using var world = new SandboxWorld();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Phone.KeepFileAsync(new BreakingStream(stop), "image/png", null, stop.Token));

        Assert.Empty(Directory.GetFiles(world.File("received")));
    }

    [Fact]
    public async Task Send_Medium_IsKeptWithItsHashAndServed()
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        await File.WriteAllBytesAsync(world.File("photo"), Bytes, Token);
        var message = Photo("../../A", world.File("photo"));

        Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));
        File.Delete(world.File("photo"));
        Assert.IsType<SendResult.Accepted>(await session.SendAsync(message, Token));
        Assert.IsType<SendResult.Uncertain>(await session.SendAsync(Photo("B", world.File("photo")), Token));

        var sent = await world.Phone.GetSentAsync(Token);
        Assert.Equal(2, sent.Count);
        Assert.All(sent, one => Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(Bytes)), Bytes.Length), (one.File!.Sha256, one.File.Size)));
        Assert.All(sent, one => Assert.Equal("look", Assert.IsType<OutgoingMedia>(one.Message.Content).Caption));
        await using var content = world.Phone.OpenSentMedia(message.Id)!.Value.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Token);
        Assert.Equal(Bytes, copy.ToArray());
        Assert.Null(world.Phone.OpenSentMedia(MessageId.Parse("B")));
    }

    [Theory]
    [InlineData(463, typeof(SendResult.Refused))]
    [InlineData(429, typeof(SendResult.Uncertain))]
    public async Task Send_Refused_AfterTheOnesThatPass(int code, Type answer)
    {
        await using var world = new SandboxWorld();
        await using var session = await world.OpenAsync();
        world.Phone.RefuseSends(skip: 1, count: 2, code);

        var results = new List<SendResult>();
        foreach (var id in new[] { "A", "B", "C", "D" })
        {
            results.Add(await session.SendAsync(new OutgoingMessage(MessageId.Parse(id), Chat, new OutgoingText("x")), Token));
        }

        Assert.Equal([typeof(SendResult.Accepted), answer, answer, typeof(SendResult.Accepted)], results.Select(result => result.GetType()));
        Assert.Equal(["A", "D"], (await world.Phone.GetSentAsync(Token)).Select(sent => sent.Message.Id.Value));
    }

    private static OutgoingMessage Photo(string id, string path) =>
        new(MessageId.Parse(id), Chat, new OutgoingMedia(MediaKind.Image, path, "image/png") { Caption = "look" });

    /// <summary>A body whose sender goes away in the middle.</summary>
    private sealed class BreakingStream(CancellationTokenSource stop) : MemoryStream(Bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > Bytes.Length / 2)
            {
                stop.Cancel();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
        }
    }
}
