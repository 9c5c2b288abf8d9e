using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Ponte.Gateway.Dashboard;

/// <summary>How long something took or has been so, in the largest unit that says it: <c>12 s</c>, <c>3 min</c>, <c>2 h</c>, <c>5 days</c>.</summary>
internal static class Age
{
    public static string Of(TimeSpan age, IStringLocalizer<Texts> texts) => age switch
    {
        { TotalSeconds: < 1 } => texts["Messages.Age.Now"],
        { TotalMinutes: < 1 } => texts["Messages.Age.Seconds", Count(age.TotalSeconds)],
        { TotalHours: < 1 } => texts["Messages.Age.Minutes", Count(age.TotalMinutes)],
        { TotalDays: < 1 } => texts["Messages.Age.Hours", Count(age.TotalHours)],
        { TotalDays: < 2 } => texts["Messages.Age.Day"],
        _ => texts["Messages.Age.Days", Count(age.TotalDays)],
    };

    private static string Count(double units) => ((long)units).ToString(CultureInfo.InvariantCulture);
}
