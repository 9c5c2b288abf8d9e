using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Doctor;

/// <summary>Asks how the number of an instance stands; null when nobody can tell.</summary>
internal delegate Task<PhoneState?> FindPhoneState(Instance instance, CancellationToken cancellationToken);
