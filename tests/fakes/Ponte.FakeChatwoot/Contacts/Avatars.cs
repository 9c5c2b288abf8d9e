using System.Security.Cryptography;
using System.Text;
using Ponte.FakeChatwoot.Attachments;
using Ponte.FakeChatwoot.Http;
using Ponte.FakeChatwoot.World;

namespace Ponte.FakeChatwoot.Contacts;

/// <summary>Avatars: a file works at once, an avatar_url is fetched later by a job (contract 4.2, 4.3).</summary>
internal sealed class Avatars(ChatwootWorld world, BlobStore blobs)
{
    private static readonly TimeSpan FetchTakes = TimeSpan.FromMilliseconds(300);

    public void Take(Contact contact, Params body)
    {
        if (body.Files.FirstOrDefault(static file => file.Path == "avatar") is { } file)
        {
            contact.Avatar = blobs.Store(file);
        }
        else if (body.Text("avatar_url") is { Length: > 0 } url)
        {
            _ = FetchLaterAsync(contact, url);
        }
    }

    // The address itself is not fetched: the double stores a placeholder picture under the name that Chatwoot gives it.
    private async Task FetchLaterAsync(Contact contact, string url)
    {
        await Task.Delay(FetchTakes, world.Time);
        lock (world.Gate)
        {
            contact.Avatar = blobs.Store(new Upload("avatar", "avatar.png", "image/png", [0x89, .. "PNG"u8]));
            if (world.Version.IsNew())
            {
                contact.AdditionalAttributes["avatar_url_hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)));
                contact.AdditionalAttributes["last_avatar_sync_at"] = Times.Iso(world.Now);
            }
        }
    }
}
