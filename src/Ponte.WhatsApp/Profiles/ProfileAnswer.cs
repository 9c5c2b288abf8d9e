namespace Ponte.WhatsApp.Profiles;

/// <summary>What WhatsApp tells of a person or a group.</summary>
public abstract record ProfileAnswer
{
    private ProfileAnswer()
    {
    }

    /// <summary>It told.</summary>
    /// <param name="Name">The name of a group, or the verified name of a business; null for others.</param>
    /// <param name="PictureId">Changes with the picture; null: there is none, or it is not shown to this number.</param>
    /// <param name="PictureSaved">A picture other than the known one is complete on the disk.</param>
    public sealed record Known(string? Name, string? PictureId, bool PictureSaved) : ProfileAnswer;

    /// <summary>It could not be asked.</summary>
    public sealed record Unavailable : ProfileAnswer;
}
