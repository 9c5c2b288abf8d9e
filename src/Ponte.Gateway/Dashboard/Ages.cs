using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Ponte.Gateway.Dashboard;

/// <summary>How long ago something was, in the visitor's language: one whole unit, as people say it.</summary>
internal static class Ages
{
    public static string Of(TimeSpan age, IStringLocalizer<Texts> texts) => age switch
    {
        { TotalSeconds: < 60 } => Say("Age.Seconds", age.TotalSeconds, texts),
        { TotalMinutes: < 60 } => Say("Age.Minutes", age.TotalMinutes, texts),
        { TotalHours: < 48 } => Say("Age.Hours", age.TotalHours, texts),
        _ => Say("Age.Days", age.TotalDays, texts),
    };

    private static string Say(string key, double count, IStringLocalizer<Texts> texts) => texts[key, Math.Max(0, (long)count).ToString(CultureInfo.InvariantCulture)];
}
