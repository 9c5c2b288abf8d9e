using System.Globalization;
using Ponte.Chatwoot.Messages;
using Ponte.Gateway.Messages;

namespace Ponte.Gateway.Bridge.Outgoing;

/// <summary>Reads from an attachment's address what Chatwoot does not tell otherwise: its name, and whether it was recorded. Pure.</summary>
internal static class AttachmentNames
{
    private const int MaxName = 200;
    private const int MaxEnding = 20;

    /// <summary>What is needed to send it later.</summary>
    public static OutgoingAttachment Describe(Attachment attachment, string baseUrl)
    {
        var name = Name(attachment);
        var type = attachment.ContentType ?? (attachment.FileType == "audio" ? "audio/*" : null);
        return new OutgoingAttachment(attachment.DataUrl!, baseUrl, name, type, IsRecording(attachment, name), attachment.FileSize);
    }

    // The last part of the address is the name that the agent's file had.
    private static string Name(Attachment attachment)
    {
        var last = Uri.TryCreate(attachment.DataUrl, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.Segments[^1]) : "";
        var name = new string([.. last.Where(IsVisible)]).Trim(' ', '.');
        if (name.Length > MaxName)
        {
            var ending = Path.GetExtension(name) is { Length: <= MaxEnding } kept ? kept : "";
            name = name[..(MaxName - ending.Length)] + ending;
        }

        return name.Length > 0 ? name : "file";
    }

    // Neither path separators nor characters that turn the direction of writing, behind which a name hides its ending.
    private static bool IsVisible(char letter) =>
        letter is not ('/' or '\\' or ':') && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    // Chatwoot marks a recording nowhere. Its recorder names the file by a UUID; files that people choose are named by people.
    private static bool IsRecording(Attachment attachment, string name) => attachment.FileType == "audio" && Path.GetFileNameWithoutExtension(name) is var stem
        && (Guid.TryParseExact(stem, "D", out _) || stem.StartsWith("recording", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("audio", StringComparison.OrdinalIgnoreCase)
            || stem.StartsWith("voice", StringComparison.OrdinalIgnoreCase));
}
