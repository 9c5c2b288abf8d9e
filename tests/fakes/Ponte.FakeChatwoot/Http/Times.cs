using System.Globalization;

namespace Ponte.FakeChatwoot.Http;

/// <summary>Chatwoot's forms of a time (contract 0).</summary>
internal static class Times
{
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Iso(DateTimeOffset? at) => at is { } time ? Iso(time) : null;

    public static long Epoch(DateTimeOffset at) => at.ToUnixTimeSeconds();

    /// <summary>Null times render 0 (contract 5.1).</summary>
    public static long EpochOrZero(DateTimeOffset? at) => at?.ToUnixTimeSeconds() ?? 0;

    public static double EpochFloat(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / 10 / 1_000_000d;
}
