using System.Globalization;
using Ponte.Gateway.Texts;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>What a preflight says to people: <c>PreflightTexts.resx</c> and its translations.</summary>
internal static class PreflightTexts
{
    /// <summary>The catalog: <c>title.&lt;code&gt;</c>, a finding's sentence under its name, what to do under <c>&lt;finding&gt;.do</c>.</summary>
    public static TextCatalog Catalog { get; } = new("Bridge.Preflight.PreflightTexts");

    /// <summary>What a step looks at, in a few words.</summary>
    /// <param name="code">A <see cref="PreflightCode"/>.</param>
    /// <param name="culture">The language.</param>
    public static string Title(string code, CultureInfo culture) => Catalog.Get("title." + code, culture);

    /// <summary>What was found, as a sentence.</summary>
    public static string Sentence(PreflightStep step, CultureInfo culture) => Catalog.Get(step.Finding, culture, step.Arguments);

    /// <summary>What to do about it, or to know; null when there is nothing.</summary>
    public static string? Remedy(PreflightStep step, CultureInfo culture) => Catalog.Find(step.Finding + ".do", culture, step.Arguments);
}
