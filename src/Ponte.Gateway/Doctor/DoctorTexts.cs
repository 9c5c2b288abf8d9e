using System.Globalization;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Texts;

namespace Ponte.Gateway.Doctor;

/// <summary>What the doctor says to people: <c>DoctorTexts.resx</c> and its translations; a preflight's findings are told in the preflight's words.</summary>
internal static class DoctorTexts
{
    /// <summary>The catalog: <c>area.&lt;area&gt;</c>, a finding's sentence under its code, what to do under <c>&lt;code&gt;.do</c>.</summary>
    public static TextCatalog Catalog { get; } = new("Doctor.DoctorTexts");

    /// <summary>What a finding is about, in a few words.</summary>
    public static string Title(Finding finding, CultureInfo culture)
    {
        var parts = finding.Area.Split(':', 2);
        return Catalog.Get("area." + parts[0], culture, parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>What was found, as a sentence.</summary>
    public static string Sentence(Finding finding, CultureInfo culture) =>
        Find(finding.Code, finding, culture) ?? finding.Code;

    /// <summary>What to do about it, or to know; null when there is nothing.</summary>
    public static string? Remedy(Finding finding, CultureInfo culture) => Find(finding.Code + ".do", finding, culture);

    private static string? Find(string key, Finding finding, CultureInfo culture) =>
        Catalog.Find(key, culture, finding.Arguments) ?? PreflightTexts.Catalog.Find(key, culture, finding.Arguments);
}
