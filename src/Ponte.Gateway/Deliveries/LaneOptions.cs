using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Deliveries;

/// <summary>Section <c>Ponte:Lanes</c>.</summary>
internal sealed class LaneOptions
{
    public const string Section = "Ponte:Lanes";

    /// <summary>
    /// How many seconds a lane without work stays in memory. The default is 900; the tables know everything, so a smaller value only costs
    /// waking up more often. At least 2.
    /// </summary>
    [Range(2, 86_400, ErrorMessage = "Ponte:Lanes:IdleSeconds must be between 2 and 86400")]
    public int IdleSeconds { get; set; } = 900;
}
