namespace Ponte.Gateway.Doctor;

/// <summary>How good or bad a finding is.</summary>
internal enum FindingOutcome
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and a person should look at it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
