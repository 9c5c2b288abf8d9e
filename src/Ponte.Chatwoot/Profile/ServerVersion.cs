using System.Globalization;
using System.Text.Json.Serialization;

namespace Ponte.Chatwoot.Profile;

/// <summary>The answer of <c>GET /api</c>. Its health fields are left out: a healthy server was seen to report <c>failing</c> (Chatwoot contract 2).</summary>
public sealed record ServerVersion
{
    /// <summary>The version as written, for example <c>4.15.1</c>.</summary>
    [JsonPropertyName("version")]
    public required string Text { get; init; }

    /// <summary>Chatwoot's time when it answered, as written: UTC, for example <c>2026-11-23 08:45:02</c>.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Chatwoot's time when it answered, to the second; null when it cannot be read.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => DateTimeOffset.TryParseExact(
        Timestamp, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The version as numbers; null when it is not made of numbers.</summary>
    [JsonIgnore]
    public Version? Number => Version.TryParse(Text.AsSpan().TrimStart('v').ToString().Split('-', '+')[0], out var number) ? number : null;
}
