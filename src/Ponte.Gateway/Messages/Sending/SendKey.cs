using System.Security.Cryptography;
using System.Text;
using Ponte.Gateway.Api;
using Ponte.WhatsApp.Ids;

namespace Ponte.Gateway.Messages.Sending;

/// <summary>
/// What makes one API call one message: the row's key from the caller's <c>Idempotency-Key</c>, and the WhatsApp id from key and request together. The same
/// request again has the same id, so even WhatsApp takes it for the same message; another request under the key has another id, and is refused.
/// </summary>
/// <param name="SourceKey">The row's unique key.</param>
/// <param name="Id">The WhatsApp id to send under.</param>
/// <param name="IsRepeatable">Whether the caller gave a key.</param>
internal sealed record SendKey(string SourceKey, MessageId Id, bool IsRepeatable)
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The answer to a key that cannot be one.</summary>
    public static ApiError Invalid { get; } = ApiError.BadRequest($"{Header} must have 1 to {MaxLength} printable ASCII characters");

    /// <summary>The answer to a key that was used for something else.</summary>
    public static ApiError Conflict { get; } = new(StatusCodes.Status409Conflict, $"This {Header} was used for another request");

    /// <summary>The key of a request; null when its header cannot be one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body, as it came.</param>
    /// <param name="random">For a request without key.</param>
    public static SendKey? Of(HttpRequest request, ReadOnlySpan<byte> body, Random random)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            var id = MessageId.Create(random);
            return new SendKey($"api:{id}", id, IsRepeatable: false);
        }

        if (values.Count != 1 || values[0] is not { Length: > 0 and <= MaxLength } key || !key.All(c => c is >= ' ' and < '\x7f'))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes($"{key}\n{request.Method} {request.Path.Value?.ToLowerInvariant()}\n"));
        hash.AppendData(body);
        return new SendKey(
            "api:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key))),
            MessageId.Parse("3EB0" + Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 9))),
            IsRepeatable: true);
    }
}
