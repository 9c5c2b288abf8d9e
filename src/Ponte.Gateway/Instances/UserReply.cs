using Ponte.WhatsApp.Profiles;

namespace Ponte.Gateway.Instances;

/// <summary>A <see cref="UserLookUp"/> as it travels between grains.</summary>
/// <param name="Known">False when WhatsApp could not be asked.</param>
/// <param name="User">The address; null when the number is not on WhatsApp.</param>
/// <param name="Lid">The other address, when told.</param>
[GenerateSerializer]
[Immutable]
internal sealed record UserReply([property: Id(0)] bool Known, [property: Id(1)] string? User, [property: Id(2)] string? Lid)
{
    public static UserReply From(UserLookUp answer) => answer switch
    {
        UserLookUp.Found found => new(true, found.User.Value, found.Lid?.Value),
        UserLookUp.Missing => new(true, null, null),
        _ => new(false, null, null),
    };

    /// <summary>Nothing: it is personal.</summary>
    public override string ToString() => nameof(UserReply);
}
