using Ponte.Gateway.Events;
using Ponte.Gateway.Instances.Buckets;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Messages;

namespace Ponte.Gateway.Tests.Instances;

/// <summary>Under which key a file is put, and where that is.</summary>
public sealed class ObjectKeyTests
{
    private static readonly UserId Ana = UserId.Parse("5511900000001@s.whatsapp.net");

    [Theory]
    [InlineData("", "3EB0A1", "image/jpeg", null, "suporte/2026/11/26/7-3EB0A1.jpg")]
    [InlineData("a/b", "3EB0A1", "video/mp4", "Film.MOV", "a/b/suporte/2026/11/26/7-3EB0A1.mov")]
    [InlineData("", "3EB0A1", "a/b", "../../etc/passwd", "suporte/2026/11/26/7-3EB0A1")]
    [InlineData("", "3EB0A1", "application/pdf; name=x", "a.b c", "suporte/2026/11/26/7-3EB0A1.pdf")]
    [InlineData("", "../../x?y#z%2F", "audio/ogg; codecs=opus", null, "suporte/2026/11/26/7-ac88156240bd0c7d510f7723c5010c56.ogg")]
    public void Key_OfAFile_NeedsNoEscaping(string prefix, string id, string type, string? fileName, string expected)
    {
        var media = new IncomingMedia(MediaKind.Document, new MediaReference("token", type) { FileName = fileName });
        var message = new MessageReceived(Ana.Chat, MessageId.Parse(id), Ana, FromMe: false, DateTimeOffset.Parse("2026-11-26T23:59:59Z", null), media);

        Assert.Equal(expected, ObjectKey.Of(prefix, "suporte", new Happening("ins_1", 7, message), message, media));
    }

    [Theory]
    [InlineData("eu-west-1", "shop-media", "", "https://shop-media.s3.eu-west-1.amazonaws.com/")]
    [InlineData("us-east-1", "shop.media", "", "https://s3.us-east-1.amazonaws.com/shop.media/")]
    [InlineData("cn-north-1", "shop-media", "", "https://shop-media.s3.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", "shop-media", "http://127.0.0.1:9000", "http://127.0.0.1:9000/shop-media/")]
    [InlineData("auto", "shop-media", "https://storage.example.com/v1/s3", "https://storage.example.com/v1/s3/shop-media/")]
    public void Address_OfABucket_IsThatOfItsObjects(string region, string name, string endpoint, string expected)
    {
        var clients = new BucketClients(new BucketHttp(new NoHttp()), TimeProvider.System);

        Assert.Equal(expected, clients.BaseUrlOf(new Bucket(region, name, "AKIA1", "geheim", endpoint, "")));
    }

    private sealed class NoHttp : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => throw new InvalidOperationException("An address is known without asking anybody.");
    }
}
