namespace Ponte.Gateway.Doctor;

/// <summary>A check before it is made.</summary>
/// <param name="Needs">What must be in order for it to look at all.</param>
/// <param name="Name">Its name, for whoever has to find it when it breaks.</param>
/// <param name="Create">Makes it.</param>
internal sealed record DoctorEntry(DoctorNeed Needs, string Name, Func<IServiceProvider, IDoctorCheck> Create);
