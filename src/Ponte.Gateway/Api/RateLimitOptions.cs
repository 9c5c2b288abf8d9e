using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>How many requests a token may make. Section <c>Ponte:RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    private const int Max = 1_000_000;

    /// <summary>All requests of one token in one minute. Default 100 (http-contract §3).</summary>
    [Range(1, Max, ErrorMessage = "Ponte:RateLimit:PerMinute must be a whole number from 1 to 1000000")]
    public int PerMinute { get; set; } = 100;

    /// <summary><c>POST /api/instance/new</c> of one token in one minute, counted in addition. Default 20.</summary>
    [Range(1, Max, ErrorMessage = "Ponte:RateLimit:InstanceCreatePerMinute must be a whole number from 1 to 1000000")]
    public int InstanceCreatePerMinute { get; set; } = 20;
}
