using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Ponte.Gateway.Api;

/// <summary>Who may read the metrics: whoever has the token or, where none is set, whoever is on this machine. They tell how busy a shop is, so nobody else.</summary>
internal sealed class MetricsAccess(IOptions<MetricsOptions> options)
{
    private const string Bearer = "Bearer ";

    // What a proxy says that is believed has become "original" by then.
    private static readonly string[] Forwarded =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Real-IP", "Via"];

    private readonly byte[]? _token = options.Value.Token.Length > 0 ? Digest(options.Value.Token) : null;

    /// <summary>The refusal of a request, or null.</summary>
    public ApiError? Refusal(HttpContext context)
    {
        if (_token is null)
        {
            return IsLocal(context) ? null : ApiError.ForStatus(StatusCodes.Status404NotFound);
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return ApiError.MissingToken;
        }

        // Digests have one length, so that the time of the comparison tells nothing.
        return CryptographicOperations.FixedTimeEquals(Digest(header[Bearer.Length..].Trim()), _token) ? null : ApiError.InvalidToken;
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Forwarded.Any(context.Request.Headers.ContainsKey);

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
