using System.Globalization;
using System.Resources;

namespace Ponte.Gateway.Texts;

/// <summary>
/// Sentences for people, by key: the resources of one name (<c>X.resx</c> in English, <c>X.pt-BR.resx</c> beside it). A language that is not there is told in English.
/// </summary>
/// <param name="name">The resources' name below <c>Ponte.Gateway</c>, such as <c>Doctor.DoctorTexts</c>.</param>
internal sealed class TextCatalog(string name)
{
    private readonly ResourceManager _resources = new("Ponte.Gateway." + name, typeof(TextCatalog).Assembly);

    /// <summary>The languages there are, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "pt-BR"];

    /// <summary>The sentence with its arguments in place; null when there is none of that key.</summary>
    public string? Find(string key, CultureInfo culture, params IReadOnlyList<string> arguments) =>
        _resources.GetString(key, culture) is { } text ? string.Format(culture, text, [.. arguments]) : null;

    /// <summary>As <see cref="Find"/>; the key itself when there is no sentence, which a test rules out.</summary>
    public string Get(string key, CultureInfo culture, params IReadOnlyList<string> arguments) => Find(key, culture, arguments) ?? key;
}
