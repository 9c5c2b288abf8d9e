using System.Text.Json.Nodes;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.Messages;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Attachments;

/// <summary>The shapes in which Chatwoot shows an attachment (contract 6.5).</summary>
internal static class AttachmentViews
{
    public static JsonObject Full(ChatwootWorld world, Attachment attachment)
    {
        var blob = attachment.Blob;
        var view = new JsonObject
        {
            ["id"] = attachment.Id,
            ["message_id"] = attachment.Message.Id,
            ["file_type"] = attachment.FileType,
            ["account_id"] = attachment.Message.Conversation.Account.Id,
            ["extension"] = Extension(world, blob),
        };
        if (world.Version.IsNew())
        {
            view["content_type"] = blob.ContentType;
        }

        view["data_url"] = BlobUrls.Data(world, blob, Inline(world, attachment));
        view["thumb_url"] = Thumbnail(world, attachment);
        view["file_size"] = blob.Bytes.Length;
        view["width"] = blob.Size?.Width;
        view["height"] = blob.Size?.Height;
        if (attachment.FileType == "audio")
        {
            view["transcribed_text"] = "";
        }

        return view;
    }

    /// <summary>A row of <c>GET conversations/:id/attachments</c> (contract 5.3).</summary>
    public static JsonObject Row(ChatwootWorld world, Attachment attachment)
    {
        var blob = attachment.Blob;
        var view = new JsonObject();
        if (world.Version.IsNew())
        {
            view["id"] = attachment.Id;
        }

        view["message_id"] = attachment.Message.Id;
        view["thumb_url"] = Thumbnail(world, attachment);
        view["data_url"] = BlobUrls.Data(world, blob, Inline(world, attachment));
        view["file_size"] = blob.Bytes.Length;
        view["file_type"] = attachment.FileType;
        view["extension"] = Extension(world, blob);
        view["width"] = blob.Size?.Width;
        view["height"] = blob.Size?.Height;
        view["created_at"] = Times.Epoch(attachment.Message.CreatedAt);
        if (MessageViews.Sender(world, attachment.Message) is { } sender)
        {
            view["sender"] = sender;
        }

        return view;
    }

    private static bool Inline(ChatwootWorld world, Attachment attachment) => world.Version.IsNew() && attachment.FileType == "audio";

    private static string? Extension(ChatwootWorld world, Blob blob) =>
        world.Version.IsNew() && Path.GetExtension(blob.FileName) is { Length: > 1 } extension ? extension[1..].ToLowerInvariant() : null;

    private static string Thumbnail(ChatwootWorld world, Attachment attachment)
    {
        var image = attachment.FileType == "image"
            || (!world.Version.IsNew() && attachment.FileType == "file" && attachment.Blob.ContentType.StartsWith("image/", StringComparison.Ordinal));
        return image ? BlobUrls.Thumbnail(world, attachment.Blob) : "";
    }
}
