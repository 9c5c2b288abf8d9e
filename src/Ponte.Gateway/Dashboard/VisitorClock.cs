using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Ponte.Gateway.Dashboard;

/// <summary>The clock on the visitor's wall. Pages get it as a cascading value: UTC, and said so, until the browser has told its time zone.</summary>
/// <param name="Zone">The browser's time zone; null while it is not known, or where this system does not know it.</param>
public sealed record VisitorClock(TimeZoneInfo? Zone)
{
    /// <summary>For a visitor of whom nothing is known.</summary>
    public static VisitorClock Utc { get; } = new(Zone: null);

    /// <summary>Asks the browser.</summary>
    internal static async Task<VisitorClock> ReadAsync(IJSRuntime script)
    {
        try
        {
            await using var format = await script.InvokeAsync<IJSObjectReference>("Intl.DateTimeFormat");
            var options = await format.InvokeAsync<TimeFormat>("resolvedOptions");
            return TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone ?? "", out var zone) ? new VisitorClock(zone) : Utc;
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // A browser that is gone, or has no such thing.
            return Utc;
        }
    }

    /// <summary>Day and time to the second.</summary>
    internal string Full(DateTimeOffset at, IStringLocalizer<Texts> texts) => At(at, texts["Time.Full"]);

    /// <summary>Hour and minute.</summary>
    internal string Short(DateTimeOffset at, IStringLocalizer<Texts> texts) => At(at, texts["Time.Short"]);

    private string At(DateTimeOffset at, string format) =>
        Zone is null ? at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) + " UTC" : TimeZoneInfo.ConvertTime(at, Zone).ToString(format, CultureInfo.InvariantCulture);

    // Of https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/DateTimeFormat/resolvedOptions what is needed here.
    private sealed record TimeFormat(string? TimeZone);
}
