using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>Section <c>Ponte:Metrics</c>.</summary>
internal sealed class MetricsOptions
{
    /// <summary>
    /// What <c>GET /metrics</c> wants as <c>Authorization: Bearer</c>, 16 to 128 printable characters. Empty: no token, and an answer only for callers on this
    /// machine that no proxy forwarded. See <see href="operations.md">operations</see>.
    /// </summary>
    [RegularExpression("[!-~]{16,128}", ErrorMessage = "Ponte:Metrics:Token must be 16 to 128 printable characters without spaces")]
    public string Token { get; set; } = "";
}
