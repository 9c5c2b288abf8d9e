using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Ponte.Gateway.Dashboard;

/// <summary>The languages of the dashboard, and how a visitor's is found: what was chosen before, else what the browser asks for, else English.</summary>
internal static class Languages
{
    public const string English = "en";
    public const string Portuguese = "pt-BR";

    /// <summary>What each language is called in itself.</summary>
    public static IReadOnlyList<(string Culture, string Name)> All { get; } = [(English, "English"), (Portuguese, "Português (Brasil)")];

    /// <summary>Only the language of texts changes; numbers and dates stay in the invariant culture's form.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(English);
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [.. All.Select(language => new CultureInfo(language.Culture))];
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new CustomRequestCultureProvider(static context => Task.FromResult<ProviderCultureResult?>(OfBrowser(context.Request)))];
    }

    /// <summary>Whether there are texts in this language.</summary>
    public static bool Has(string? culture) => All.Any(language => language.Culture == culture);

    // Every kind of Portuguese is better served by ours than by English.
    private static ProviderCultureResult OfBrowser(HttpRequest request)
    {
        var first = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value).FirstOrDefault() ?? "";
        return new ProviderCultureResult("", first.StartsWith("pt", StringComparison.OrdinalIgnoreCase) ? Portuguese : English);
    }
}
