namespace Ponte.Gateway.Doctor;

/// <summary>Looks at one thing. Expected trouble is a finding; nothing is changed by looking.</summary>
internal interface IDoctorCheck
{
    /// <summary>What it found, each as soon as it is known.</summary>
    IAsyncEnumerable<Finding> LookAsync(CancellationToken cancellationToken);
}
