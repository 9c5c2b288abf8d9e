namespace Ponte.WhatsApp.Sandbox;

/// <summary>What the simulated WhatsApp tells of a person or group.</summary>
/// <param name="Name">The name of a group, or the verified name of a business.</param>
/// <param name="Picture">The token of the picture, which is also its id.</param>
internal sealed record SandboxProfile(string? Name = null, string? Picture = null);
