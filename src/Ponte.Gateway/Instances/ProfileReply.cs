using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Instances;

/// <summary>A <see cref="ProfileAnswer"/> as it travels between grains; null stands for one that could not be had.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record ProfileReply([property: Id(0)] string? Name, [property: Id(1)] string? PictureId, [property: Id(2)] bool PictureSaved)
{
    public static ProfileReply? From(ProfileAnswer answer) => answer is ProfileAnswer.Known known ? new(known.Name, known.PictureId, known.PictureSaved) : null;
}
