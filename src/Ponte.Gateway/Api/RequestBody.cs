using Microsoft.AspNetCore.Http.Features;

namespace Ponte.Gateway.Api;

/// <summary>Reads what a caller sends.</summary>
internal static class RequestBody
{
    /// <summary>
    /// What the server takes from a caller before it closes the connection on it, in bytes: 16 MiB. It is more than <see cref="MaxSize"/>, because many clients read
    /// no answer before their body is written: cut off, they would never see which error it was.
    /// </summary>
    public const long TakenAtMost = 16 * 1024 * 1024;

    /// <summary>The largest body of a JSON route, in bytes: 1 MiB.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>Reads a body whole.</summary>
    /// <param name="request">Whose body has not been read yet.</param>
    /// <param name="limit">In bytes.</param>
    /// <exception cref="BadHttpRequestException">413: it is larger; the edge answers it in the error envelope.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(this HttpRequest request, int limit = MaxSize)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge();
        }

        if (limit > TakenAtMost && request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var cancellationToken = request.HttpContext.RequestAborted;
        for (var result = await request.BodyReader.ReadAsync(cancellationToken); ; result = await request.BodyReader.ReadAsync(cancellationToken))
        {
            var isTooLarge = body.Length + result.Buffer.Length > limit;
            foreach (var part in isTooLarge ? default : result.Buffer)
            {
                body.Write(part.Span);
            }

            // Also when it is too large: the server reads on, and takes a read that is left open for its own.
            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (isTooLarge)
            {
                throw TooLarge();
            }

            if (result.IsCompleted)
            {
                return body.GetBuffer().AsMemory(0, (int)body.Length);
            }
        }
    }

    private static BadHttpRequestException TooLarge() => new("Request body too large", StatusCodes.Status413PayloadTooLarge);
}
