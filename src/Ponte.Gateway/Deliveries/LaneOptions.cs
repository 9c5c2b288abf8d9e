using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Deliveries;

/// <summary>Section <c>Ponte:Lanes</c>.</summary>
internal sealed class LaneOptions
{
    public const string Section = "Ponte:Lanes";

    /// <summary>How long a chat without work stays in memory, 2 to 86,400.</summary>
    [Range(2, 86_400, ErrorMessage = "Ponte:Lanes:IdleSeconds must be between 2 and 86400")]
    public int IdleSeconds { get; set; } = 900;
}
