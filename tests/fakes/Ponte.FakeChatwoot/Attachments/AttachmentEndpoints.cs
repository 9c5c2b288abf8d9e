using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Attachments;

/// <summary>Downloads: a redirect, then the file (contract 6.5); no authentication.</summary>
internal static class AttachmentEndpoints
{
    private const string Root = "/rails/active_storage/";

    public static void MapAttachments(this IEndpointRouteBuilder routes, ChatwootWorld world, BlobStore blobs)
    {
        string[] reading = ["GET", "HEAD"];
        routes.MapMethods(Root + "blobs/redirect/{signed}/{name}", reading, http => RedirectAsync(http, world, blobs));
        routes.MapMethods(Root + "representations/redirect/{signed}/{variation}/{name}", reading, http => RedirectAsync(http, world, blobs));
        routes.MapMethods(Root + "disk/{key}/{name}", reading, http => ServeAsync(http, world));
    }

    private static async Task RedirectAsync(HttpContext http, ChatwootWorld world, BlobStore blobs)
    {
        string? target = null;
        var known = false;
        lock (world.Gate)
        {
            if (world.Blobs.TryGetValue(http.GetRouteValue("signed") as string ?? "", out var blob))
            {
                known = true;
                target = blob.Deleted ? null : $"{world.FrontendUrl}{Root}disk/{blobs.NewDiskKey(blob)}/{Uri.EscapeDataString(blob.FileName)}";
            }
        }

        if (!known)
        {
            await AnswerWriter.WriteAsync(http.Response, Answer.Plain(404, "", "text/html"));
            return;
        }

        if (target is null)
        {
            await ErrorPages.WriteAsync(http, 404, "Not Found");
            return;
        }

        http.Response.StatusCode = 302;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "max-age=300, private";
        http.Response.Headers.Location = target;
    }

    private static async Task ServeAsync(HttpContext http, ChatwootWorld world)
    {
        Blob? blob;
        lock (world.Gate)
        {
            world.DiskKeys.TryGetValue(http.GetRouteValue("key") as string ?? "", out blob);
        }

        if (blob is null || blob.Deleted)
        {
            await AnswerWriter.WriteAsync(http.Response, Answer.Plain(404, "", "text/html"));
            return;
        }

        var inline = blob.ContentType is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "application/pdf";
        var ascii = string.Concat(blob.FileName.Normalize(System.Text.NormalizationForm.FormD).Where(static letter => letter is >= ' ' and < (char)127 and not '"'));
        http.Response.Headers.ContentDisposition = $"{(inline ? "inline" : "attachment")}; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(blob.FileName)}";
        http.Response.Headers.CacheControl = "max-age=0, private, must-revalidate";
        await Results.Bytes(blob.Bytes, blob.ContentType, enableRangeProcessing: true).ExecuteAsync(http);
    }
}
