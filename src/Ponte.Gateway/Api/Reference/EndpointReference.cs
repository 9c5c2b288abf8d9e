using System.Text.Json;

namespace Ponte.Gateway.Api.Reference;

/// <summary>
/// How an endpoint describes itself for <c>/openapi/v1.json</c>, beside ASP.NET's <c>WithSummary</c>, <c>WithDescription</c> and <c>WithTags</c>.
/// Nothing here changes what the endpoint does. The common answers (401, 429, 500, and 404 and 403 of an instance) describe themselves.
/// </summary>
internal static class EndpointReference
{
    /// <summary>The JSON body it takes.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="example">A body that works, as JSON.</param>
    /// <param name="fields">Every field.</param>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string example, params BodyField[] fields) =>
        endpoint.WithMetadata(new RequestDescription(example, fields));

    /// <summary>A success.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status, string description, string example) =>
        endpoint.WithMetadata(new ResponseDescription(status, description, example));

    /// <summary>An error in the envelope, by its message. Several of one status are several calls.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, int status, string message) =>
        endpoint.WithMetadata(new ResponseDescription(status, message, ErrorExample(message)));

    internal static string ErrorExample(string message) =>
        JsonSerializer.Serialize(new { success = false, error = new { message } }, JsonSerializerOptions.Web);
}
