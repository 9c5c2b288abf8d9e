using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>Where others reach this server. Section <c>Ponte</c>.</summary>
internal sealed class PublicOptions : IValidatableObject
{
    public const string Section = "Ponte";

    private const int MaxLength = 1_500;

    /// <summary>
    /// The address under which Chatwoot reaches this server, such as <c>https://ponte.example.com</c>; a path prefix is allowed. Set, Ponte also listens to a webhook
    /// of each Chatwoot account. Empty, the default: it does not, and misses nothing by that. Events tell it as <c>baseUrl</c>.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The address without a trailing slash; null when there is none.</summary>
    public string? Address => string.IsNullOrWhiteSpace(PublicUrl) ? null : PublicUrl.Trim().TrimEnd('/');

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is { } address && !IsAcceptable(address))
        {
            yield return new ValidationResult("Ponte:PublicUrl must be an absolute http or https URL without user, query or fragment, such as https://ponte.example.com");
        }
    }

    private static bool IsAcceptable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url is { UserInfo: "", Query: "", Fragment: "" }
        && address.Length <= MaxLength
        && !address.Any(character => character is '?' or '#');
}
