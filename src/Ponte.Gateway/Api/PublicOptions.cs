using System.ComponentModel.DataAnnotations;

namespace Ponte.Gateway.Api;

/// <summary>Where others reach this server. Section <c>Ponte</c>.</summary>
internal sealed class PublicOptions : IValidatableObject
{
    public const string Section = "Ponte";

    private const int MaxLength = 1_500;

    /// <summary>
    /// The address under which Chatwoot reaches this server, for example <c>https://ponte.example.com</c>; a path prefix is allowed. Set: Ponte registers a
    /// webhook in each activated Chatwoot account, and removes it when the setting goes, as a second ear beside the realtime connection. Empty: nothing is
    /// missed, only found later when the realtime connection is blocked. Chatwoot 4.14 and newer call a private address only with
    /// <c>SAFE_FETCH_ALLOW_PRIVATE_NETWORK=true</c>. See <see href="security.md#the-webhook">security</see>. Events carry it as <c>baseUrl</c>; empty, the
    /// address that the server listens on.
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
