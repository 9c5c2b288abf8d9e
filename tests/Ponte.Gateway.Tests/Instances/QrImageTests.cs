using System.Buffers.Binary;
using Ponte.Gateway.Instances.Connections;

namespace Ponte.Gateway.Tests.Instances;

public sealed class QrImageTests
{
    private const string Prefix = "data:image/png;base64,";

    [Fact]
    public void ToDataUri_PayloadOfUsualLength_IsAPngAPhoneCanScan()
    {
        // As long as WhatsApp's: a reference and three keys.
        var image = QrImage.ToDataUri("2@" + new string('A', 90) + "," + new string('b', 44) + "," + new string('C', 44) + "," + new string('d', 44));

        Assert.StartsWith(Prefix, image, StringComparison.Ordinal);
        var png = Convert.FromBase64String(image[Prefix.Length..]);
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png.AsSpan(0, 8)));
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal(width, height);
        Assert.InRange(width, 400, 700);
        Assert.InRange(image.Length, 1000, 20_000);
    }
}
