using Ponte.Chatwoot;
using Ponte.Chatwoot.Contacts;
using Ponte.Gateway.Instances;
using Ponte.Gateway.Media;

namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>
/// Gives contacts the picture they have on WhatsApp: once each, known by WhatsApp's id of it. A picture that an agent chose is left alone.
/// </summary>
internal sealed class ContactPictures(GivenProfileStore given)
{
    /// <summary>Uploads a new picture, takes away one that is gone, and leaves one that is there already.</summary>
    public async Task<ChatwootResult<Contact>> UpdateAsync(
        ChatwootClient client, Integration integration, Contact contact, GivenProfile before, ProfileReply told, MediaFile file, CancellationToken cancellationToken)
    {
        var hasOthers = before.PictureId is null && !string.IsNullOrEmpty(contact.Thumbnail);
        if (hasOthers || told.PictureId == before.PictureId)
        {
            return ChatwootResult.Success(contact);
        }

        if (told.PictureId is null)
        {
            var removed = await client.Contacts.DeleteAvatarAsync(contact.Id, cancellationToken);
            return await GivenAsync(integration, removed, null, cancellationToken);
        }

        if (!told.PictureSaved || await PictureTypes.OfAsync(file, cancellationToken) is not { } type)
        {
            return ChatwootResult.Success(contact);
        }

        // Killed in between, it is Ponte's all the same, and sent again.
        await given.PicturedAsync(integration.Id, contact.Id, GivenProfile.UncertainPicture, cancellationToken);
        await using var content = file.OpenRead();
        var uploaded = await client.Contacts.UpdateAvatarAsync(contact.Id, content, type, cancellationToken);
        return await GivenAsync(integration, uploaded, told.PictureId, cancellationToken);
    }

    private async Task<ChatwootResult<Contact>> GivenAsync(
        Integration integration, ChatwootResult<Contact> answer, string? pictureId, CancellationToken cancellationToken)
    {
        if (answer.IsSuccess)
        {
            await given.PicturedAsync(integration.Id, answer.Value.Id, pictureId, cancellationToken);
        }

        return answer;
    }
}
