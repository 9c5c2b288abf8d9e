namespace Ponte.Gateway.Doctor;

/// <summary>What one checkup found.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Findings">In the order they were looked at.</param>
internal sealed record DoctorReport(DateTimeOffset At, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing failed; warnings do not count.</summary>
    public bool IsHealthy => Findings.All(finding => finding.Outcome != FindingOutcome.Failed);
}
