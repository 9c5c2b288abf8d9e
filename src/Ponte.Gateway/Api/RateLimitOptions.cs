using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>How many requests a token may make. Section <c>Ponte:RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    private const int Max = 1_000_000;

    /// <summary>Requests per token and minute, 1 to 1,000,000. Without a valid token: per remote address.</summary>
    [Range(1, Max, ErrorMessage = "Ponte:RateLimit:PerMinute must be a whole number from 1 to 1000000")]
    public int PerMinute { get; set; } = 100;

    /// <summary><c>POST /api/instance/new</c> per token and minute, counted in addition.</summary>
    [Range(1, Max, ErrorMessage = "Ponte:RateLimit:InstanceCreatePerMinute must be a whole number from 1 to 1000000")]
    public int InstanceCreatePerMinute { get; set; } = 20;
}
