using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ponte.Gateway.Api;

/// <summary>
/// Counts the request and writes the three <c>X-RateLimit-*</c> headers of every response, refusals included (http-contract §3). One request too many is routed
/// to an endpoint that answers 429, so that what follows (CORS) still treats the response.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimiter limiter)
{
    internal static readonly string[] HeaderNames = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

    private static readonly Endpoint TooManyRequests = new(ApiError.RateLimitExceeded.ExecuteAsync, EndpointMetadataCollection.Empty, "429");

    public Task InvokeAsync(HttpContext context)
    {
        var key = context.Features.Get<CallerFeature>()?.Caller?.Key ?? AddressOf(context.Connection.RemoteIpAddress);
        var limit = IsPreflight(context.Request) ? limiter.Peek(key) : limiter.Take(key, CreatesInstance(context.Request));
        Write(context.Response.Headers, limit);
        if (limit.IsExceeded)
        {
            context.SetEndpoint(TooManyRequests);
        }

        return next(context);
    }

    // A browser asks by itself and cannot show a token with it; an account's page must not starve its own requests.
    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");

    private static bool CreatesInstance(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Equals("/api/instance/new", StringComparison.OrdinalIgnoreCase);

    private static void Write(IHeaderDictionary headers, RateLimit limit)
    {
        headers[HeaderNames[0]] = limit.Limit.ToString(CultureInfo.InvariantCulture);
        headers[HeaderNames[1]] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
        headers[HeaderNames[2]] = ((limit.Reset.ToUnixTimeMilliseconds() + 999) / 1000).ToString(CultureInfo.InvariantCulture);
    }

    // An IPv6 caller usually has a whole /64 to itself.
    private static string AddressOf(IPAddress? address)
    {
        if (address is null)
        {
            return "address:unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? "address:" + Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : "address:" + address;
    }
}
