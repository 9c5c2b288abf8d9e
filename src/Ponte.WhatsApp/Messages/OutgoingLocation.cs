namespace Ponte.WhatsApp.Messages;

/// <summary>A place on the map.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public sealed record OutgoingLocation(double Latitude, double Longitude) : OutgoingContent
{
    /// <summary>What is there.</summary>
    public string? Name { get; init; }

    /// <summary>Its address in words.</summary>
    public string? Address { get; init; }
}
