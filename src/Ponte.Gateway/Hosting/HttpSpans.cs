using System.Diagnostics;
using Ponte.Gateway.Events.Webhooks;

namespace Ponte.Gateway.Hosting;

/// <summary>
/// Takes secrets out of the addresses in spans. Ids in paths of Chatwoot's account API are no secrets; an attachment's path is one, because it opens the
/// file, and so is that of Chatwoot's public API, which lets its bearer speak as a customer. Queries hold phone numbers and tokens.
/// </summary>
internal static class HttpSpans
{
    private const string AccountApi = "/api/v1/";
    private const string Url = "url.full";

    /// <summary>A request of ours.</summary>
    public static void Clean(Activity span, HttpRequestMessage request)
    {
        if (request.RequestUri is { } url)
        {
            span.SetTag(Url, request.Headers.Contains(WebhookRequests.DeliveryHeader) ? Hidden(url) : Shown(url));
        }
    }

    /// <summary>A request to us: its route instead of its path, which names instances, or what a caller mistook for one.</summary>
    public static void Clean(Activity span, HttpContext context)
    {
        span.SetTag("url.path", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        span.SetTag("url.query", null);
    }

    internal static string Shown(Uri url) =>
        url.AbsolutePath.StartsWith(AccountApi, StringComparison.Ordinal) ? HostOf(url) + url.AbsolutePath : Hidden(url);

    // A webhook's address often opens something, whatever it looks like.
    private static string Hidden(Uri url) => HostOf(url) + "/...";

    private static string HostOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
