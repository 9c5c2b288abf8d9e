namespace Ponte.Gateway.Api;

/// <summary>Where a token stands in its minute.</summary>
/// <param name="Limit">Requests a minute.</param>
/// <param name="Remaining">What is left of them.</param>
/// <param name="Reset">When the minute ends.</param>
/// <param name="IsExceeded">Whether this request was one too many.</param>
internal readonly record struct RateLimit(int Limit, int Remaining, DateTimeOffset Reset, bool IsExceeded);
