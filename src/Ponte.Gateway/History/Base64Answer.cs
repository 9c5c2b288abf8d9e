using System.Buffers.Text;
using System.Text.Json;
using Ponte.Gateway.Media;

namespace Ponte.Gateway.History;

/// <summary>A file as base64 within JSON, encoded while it is written, so that no more than a piece of it is in memory.</summary>
internal sealed class Base64Answer(StoredMessage message, string mimeType, MediaFile file) : IResult
{
    // Whole groups of three bytes: padding comes at the end only.
    private const int Piece = 3 * 16 * 1024;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        var around = JsonSerializer.SerializeToUtf8Bytes(new
        {
            success = true,
            message = "Base64 retrieved successfully",
            message_id = message.Id.Value,
            mime_type = mimeType,
            media_type = message.Kind,
            base64 = "",
        });
        await using var content = file.OpenRead();
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = around.Length + ((content.Length + 2) / 3 * 4);

        // It ends with the closing quote and brace.
        await response.Body.WriteAsync(around.AsMemory(0, around.Length - 2), stop);
        var bytes = new byte[Piece];
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(Piece)];
        for (var read = Piece; read == Piece;)
        {
            read = await content.ReadAtLeastAsync(bytes, Piece, throwOnEndOfStream: false, stop);
            Base64.EncodeToUtf8(bytes.AsSpan(0, read), text, out _, out var written);
            await response.Body.WriteAsync(text.AsMemory(0, written), stop);
        }

        await response.Body.WriteAsync(around.AsMemory(around.Length - 2), stop);
    }
}
