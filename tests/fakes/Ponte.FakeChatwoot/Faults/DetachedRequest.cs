using Microsoft.AspNetCore.Http.Features;

namespace Ponte.FakeChatwoot.Faults;

/// <summary>A request taken off its connection: it can be executed when the client has long gone.</summary>
internal sealed class DetachedRequest
{
    private readonly DefaultHttpContext _http;

    private DetachedRequest(DefaultHttpContext http) => _http = http;

    public static async Task<DetachedRequest> CaptureAsync(HttpContext original)
    {
        var body = new MemoryStream();
        await original.Request.Body.CopyToAsync(body);
        body.Position = 0;

        var http = new DefaultHttpContext { RequestServices = original.RequestServices };
        var request = http.Features.GetRequiredFeature<IHttpRequestFeature>();
        request.Method = original.Request.Method;
        request.Scheme = original.Request.Scheme;
        request.Path = original.Request.Path;
        request.QueryString = original.Request.QueryString.Value ?? "";
        request.RawTarget = original.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        request.Body = body;
        foreach (var (name, value) in original.Request.Headers)
        {
            request.Headers[name] = value;
        }

        http.Response.Body = new MemoryStream();
        http.SetEndpoint(original.GetEndpoint());
        foreach (var (name, value) in original.Request.RouteValues)
        {
            http.Request.RouteValues[name] = value;
        }

        return new DetachedRequest(http);
    }

    public async Task<DetachedRequest> ExecuteAsync(RequestDelegate next)
    {
        await next(_http);
        return this;
    }

    /// <summary>Hands the answer to the client that asked.</summary>
    public async Task CopyToAsync(HttpContext target)
    {
        target.Response.StatusCode = _http.Response.StatusCode;
        foreach (var (name, value) in _http.Response.Headers)
        {
            target.Response.Headers[name] = value;
        }

        var body = (MemoryStream)_http.Response.Body;
        await target.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
