using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Attachments;

/// <summary>Addresses of stored files (contract 6.5).</summary>
internal static class BlobUrls
{
    private const string Variation = "eyJfcmFpbHMiOnsiZGF0YSI6InJlc2l6ZSJ9fQ==--5f5f5f5f";

    public static string Data(ChatwootWorld world, Blob blob, bool inline) =>
        $"{world.FrontendUrl}/rails/active_storage/blobs/redirect/{blob.SignedId}/{Uri.EscapeDataString(blob.FileName)}{(inline ? "?disposition=inline" : "")}";

    public static string Thumbnail(ChatwootWorld world, Blob blob) =>
        $"{world.FrontendUrl}/rails/active_storage/representations/redirect/{blob.SignedId}/{Variation}/{Uri.EscapeDataString(blob.FileName)}";
}
