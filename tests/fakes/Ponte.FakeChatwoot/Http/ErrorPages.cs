using System.Text.Json.Nodes;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Errors outside the API's own envelopes; their form depends on the Accept header (contract 1.2).</summary>
internal static class ErrorPages
{
    private const string NotFoundPage = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Page not found</title></head>
        <body><h1>404</h1><p>The page you were looking for does not exist.</p></body>
        </html>
        """;

    public static Task WriteAsync(HttpContext http, int status, string text)
    {
        var accept = http.Request.Headers.Accept.ToString();
        var path = http.Request.Path.Value ?? "";
        if (accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json", StringComparison.Ordinal))
        {
            var json = new JsonObject { ["status"] = status, ["error"] = text };
            return AnswerWriter.WriteAsync(http.Response, new Answer(status, json, true, ContentType: "application/json; charset=UTF-8"));
        }

        return AnswerWriter.WriteAsync(http.Response, Answer.Plain(status, status == 404 ? NotFoundPage : "", "text/html; charset=UTF-8"));
    }
}
