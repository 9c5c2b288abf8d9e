namespace Ponte.Gateway.Doctor;

/// <summary>Where the doctor looks from.</summary>
/// <param name="InServer">In the server itself; else it is a command of its own, which changes nothing and has no sessions.</param>
internal sealed record DoctorPlace(bool InServer);
