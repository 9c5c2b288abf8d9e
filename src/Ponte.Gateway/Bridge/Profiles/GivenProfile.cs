namespace Ponte.Gateway.Bridge.Profiles;

/// <summary>What Ponte last gave a Chatwoot contact.</summary>
internal sealed record GivenProfile
{
    /// <summary>The picture is Ponte's, but which one is not certain.</summary>
    public const string UncertainPicture = "";

    public static readonly GivenProfile Nothing = new();

    /// <summary>The name; null: none.</summary>
    public string? Name { get; init; }

    /// <summary>WhatsApp's id of the picture; null: none; <see cref="UncertainPicture"/> while one is on its way.</summary>
    public string? PictureId { get; init; }

    /// <summary>When WhatsApp last told how the person or group looks, Unix milliseconds; 0: never.</summary>
    public long AskedAt { get; init; }

    public override string ToString() => nameof(GivenProfile);
}
