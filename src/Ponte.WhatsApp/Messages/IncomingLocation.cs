namespace Ponte.WhatsApp.Messages;

/// <summary>A place, or where the sender is at the moment.</summary>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees, -180 to 180.</param>
public sealed record IncomingLocation(double Latitude, double Longitude) : IncomingContent
{
    /// <summary>The place's name.</summary>
    public string? Name { get; init; }

    /// <summary>The place's address.</summary>
    public string? Address { get; init; }

    /// <summary>The place's page.</summary>
    public string? Url { get; init; }

    /// <summary>Words the sender added.</summary>
    public string? Caption { get; init; }

    /// <summary>It moves with the sender; only where it began is told.</summary>
    public bool IsLive { get; init; }
}
