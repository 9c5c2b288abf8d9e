namespace Ponte.Gateway.Media;

/// <summary>The extension that files of a type have.</summary>
internal static class FileExtension
{
    /// <param name="type">The MIME type, in lower case and without parameters.</param>
    /// <param name="otherwise">For a type that is not known here.</param>
    public static string Of(string type, string otherwise) => type switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        "video/mp4" => ".mp4",
        "video/3gpp" => ".3gp",
        "audio/mpeg" => ".mp3",
        "audio/mp4" => ".m4a",
        "audio/aac" => ".aac",
        "audio/ogg" => ".ogg",
        "audio/amr" => ".amr",
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "text/csv" => ".csv",
        "application/zip" => ".zip",
        _ => otherwise,
    };
}
