using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponte.Gateway.Api;

/// <summary>An answer in the error envelope, <c>{"success":false,"error":{"message":"…"}}</c> (http-contract 2.1). Return it from a handler or a filter.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">The text clients match on: verbatim where the contract fixes it.</param>
internal sealed record ApiError(int Status, string Message) : IResult
{
    /// <summary>The text of 400 for a body that cannot be read.</summary>
    public const string InvalidBodyText = "Invalid request body";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>401 <c>Invalid token</c>.</summary>
    public static ApiError InvalidToken { get; } = new(StatusCodes.Status401Unauthorized, "Invalid token");

    /// <summary>401 for a request without any token.</summary>
    public static ApiError MissingToken { get; } =
        new(StatusCodes.Status401Unauthorized, "Missing token in header, Authorization header, or query parameter");

    /// <summary>403 for the TokenInstance of another instance.</summary>
    public static ApiError TokenMismatch { get; } = new(StatusCodes.Status403Forbidden, "Instance token does not match the requested instance");

    /// <summary>429.</summary>
    public static ApiError RateLimitExceeded { get; } = new(StatusCodes.Status429TooManyRequests, "Rate limit exceeded. Try again later.");

    /// <summary>503 for what needs a connected number.</summary>
    public static ApiError NotConnected { get; } = new(StatusCodes.Status503ServiceUnavailable, "Instance is not connected to WhatsApp");

    /// <summary>500: details are in the log, never in the answer.</summary>
    public static ApiError Internal { get; } = new(StatusCodes.Status500InternalServerError, "Internal server error");

    /// <summary>400 with the text as it is.</summary>
    public static ApiError BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>400 of the instance and event routes, where a body that is no JSON object has no details (http-contract 2.3).</summary>
    /// <param name="fields">With problems.</param>
    public static ApiError InvalidBody(JsonFields fields) => BadRequest(fields.IsObject ? $"{InvalidBodyText}: {fields.ProblemText}" : InvalidBodyText);

    /// <summary>404 with the text as it is.</summary>
    public static ApiError NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    /// <summary>The error for a status that something outside our handlers decided (routing, Kestrel's limits).</summary>
    public static ApiError ForStatus(int status) => new(status, status switch
    {
        StatusCodes.Status400BadRequest => "Bad request",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Method not allowed",
        StatusCodes.Status413PayloadTooLarge => "Request body too large",
        StatusCodes.Status415UnsupportedMediaType => "Content-Type must be application/json",
        _ => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
    });

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(new { success = false, error = new { message = Message } }, Json, httpContext.RequestAborted);
    }
}
