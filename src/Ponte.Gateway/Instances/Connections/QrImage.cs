using QRCoder;

namespace Ponte.Gateway.Instances.Connections;

/// <summary>A QR code as a picture.</summary>
internal static class QrImage
{
    // With WhatsApp's payload about 500 pixels wide, its quiet zone included: large enough for a phone in front of any screen.
    private const int PixelsPerModule = 8;

    /// <summary>A PNG as <c>data:image/png;base64,…</c>.</summary>
    public static string ToDataUri(string payload)
    {
        using var data = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(PixelsPerModule));
    }
}
