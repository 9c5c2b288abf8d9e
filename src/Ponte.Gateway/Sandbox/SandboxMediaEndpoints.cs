using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Ponte.Gateway.Api;
using Ponte.Gateway.Api.Reference;
using Ponte.Gateway.Media;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Sandbox;

namespace Ponte.Gateway.Sandbox;

/// <summary>The files of a simulated phone: those it is to receive, and those it was given to send.</summary>
internal static class SandboxMediaEndpoints
{
    private const string NotStored = "The file could not be written to the server's disk: nothing of it is kept";
    private const string NoSuchFile = "No medium was sent under this message id";
    private const string BadFileName = "fileName must have 1 to 255 characters without control characters";
    private const string Empty = "the body is empty";
    private const string AnyType = "application/octet-stream";
    private const int MaxFileName = 255;

    public static void MapSandboxMedia(this RouteGroupBuilder group)
    {
        group.MapPost("/{instance}/media", UploadAsync)
            .WithSummary("Keep a file for the simulated phone to receive")
            .WithDescription(
                "The body is the file itself, its type the `Content-Type`, its name the query parameter `fileName`; at most `Ponte:Media:MaxMegabytes`. "
                + "The answered `file` goes into `content.file`, `ad.picture` or, its token, into `picture` of a profile.")
            .Answers(201, "On disk", """{"file":{"token":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","mimeType":"image/jpeg","size":34567,"fileName":"photo.jpg"}}""")
            .Refuses(400, BadFileName)
            .Refuses(400, SandboxEndpoints.InvalidBody + Empty)
            .Refuses(413, "Request body too large")
            .Refuses(507, NotStored);
        group.MapGet("/{instance}/media/{messageId}", Download)
            .WithSummary("The bytes of a sent medium")
            .WithDescription("As the simulated phone was given them; `Content-Type` is what they were sent as.")
            .Answers(200, "The bytes of the file", "\"the bytes of the file\"")
            .Refuses(404, NoSuchFile);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, SandboxEngine engine, IOptions<MediaOptions> options, string? fileName = null)
    {
        if (fileName is not null && (fileName.Length is 0 or > MaxFileName || fileName.Any(char.IsControl)))
        {
            return ApiError.BadRequest(BadFileName);
        }

        // Before the limit is set, which would have the server cut off a connection that it has not said it closes.
        if (context.Request.ContentLength > options.Value.MaxBytes)
        {
            return ApiError.ForStatus(StatusCodes.Status413PayloadTooLarge);
        }

        if (context.Request.ContentLength == 0)
        {
            return ApiError.BadRequest(SandboxEndpoints.InvalidBody + Empty);
        }

        // Once reading has begun the limit is fixed; nothing has read before.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = options.Value.MaxBytes;
        try
        {
            var file = await engine.PhoneOf(context).KeepFileAsync(context.Request.Body, TypeOf(context.Request.ContentType), fileName, context.RequestAborted);
            return Results.Json(
                new { file = new { token = file.Token, mimeType = file.MimeType, size = file.Size, fileName = file.FileName } },
                statusCode: StatusCodes.Status201Created);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException or UnauthorizedAccessException)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            return new ApiError(StatusCodes.Status507InsufficientStorage, NotStored);
        }
    }

    private static IResult Download(HttpContext context, SandboxEngine engine, string messageId)
    {
        if (!MessageId.TryParse(messageId, out var id) || engine.PhoneOf(context).OpenSentMedia(id) is not { } opened)
        {
            return ApiError.NotFound(NoSuchFile);
        }

        // Somebody's file on the server's own address: it is to be saved and not to be shown.
        var media = (WhatsApp.Messages.OutgoingMedia)opened.Sent.Message.Content;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(opened.Content, TypeOf(media.MimeType), media.FileName ?? messageId);
    }

    private static string TypeOf(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.ToString() : AnyType;
}
