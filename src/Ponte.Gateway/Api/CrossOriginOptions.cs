using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>Which web pages may call the API. Section <c>Ponte:Cors</c>.</summary>
internal sealed class CrossOriginOptions : IValidatableObject
{
    /// <summary>
    /// Web pages that may call the API and, once any is named, open the WebSocket, such as <c>https://app.example.com</c>; several are separated by commas.
    /// </summary>
    public string Origins { get; set; } = "";

    public IReadOnlyList<string> OriginList => Origins.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!OriginList.All(IsOrigin))
        {
            yield return new ValidationResult("Ponte:Cors:Origins must be origins such as https://app.example.com, separated by commas");
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
