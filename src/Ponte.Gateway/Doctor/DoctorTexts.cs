using System.Globalization;
using Ponte.Gateway.Bridge.Preflight;
using Ponte.Gateway.Texts;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Doctor;

/// <summary>What the doctor says to people: <c>DoctorTexts.resx</c> and its translations; a preflight's findings are told in the preflight's words.</summary>
internal static class DoctorTexts
{
    /// <summary>How the code of a finding begins that tells a <see cref="ConnectionCause"/>.</summary>
    public const string CausePrefix = "cause_";

    /// <summary>The catalog: <c>area.&lt;area&gt;</c>, a finding's sentence under its code, what to do under <c>&lt;code&gt;.do</c>.</summary>
    public static TextCatalog Catalog { get; } = new("Doctor.DoctorTexts");

    /// <summary>What a finding is about, in a few words.</summary>
    public static string Title(Finding finding, CultureInfo culture)
    {
        var parts = finding.Area.Split(':', 2);
        return Catalog.Get("area." + parts[0], culture, parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>What was found, as a sentence; why a number is not connected also says since when.</summary>
    public static string Sentence(Finding finding, CultureInfo culture) =>
        (Find(finding.Code, finding, culture) ?? finding.Code)
        + (finding.Code.StartsWith(CausePrefix, StringComparison.Ordinal) ? " " + Catalog.Get("since", culture, finding.Arguments) : "");

    /// <summary>Why a number is not connected, in the visitor's language.</summary>
    public static string Sentence(ConnectionCause cause, CultureInfo culture) => Catalog.Find(CausePrefix + cause.Code, culture) ?? cause.Sentence;

    /// <summary>Why a number is not connected and what to do about it, in the visitor's language.</summary>
    public static string Advice(ConnectionCause cause, CultureInfo culture) => $"{Sentence(cause, culture)} {Catalog.Find($"{CausePrefix}{cause.Code}.do", culture) ?? cause.Remedy}";

    /// <summary>What to do about it, or to know; null when there is nothing.</summary>
    public static string? Remedy(Finding finding, CultureInfo culture) => Find(finding.Code + ".do", finding, culture);

    private static string? Find(string key, Finding finding, CultureInfo culture) =>
        Catalog.Find(key, culture, finding.Arguments) ?? PreflightTexts.Catalog.Find(key, culture, finding.Arguments);
}
