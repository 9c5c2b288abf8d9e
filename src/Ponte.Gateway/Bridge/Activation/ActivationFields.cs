using Ponte.Gateway.Api;
using Ponte.Gateway.Instances;

namespace Ponte.Gateway.Bridge.Activation;

/// <summary>Reads an activation from JSON, on its own (http-contract 4.1) or inline in the creation of an instance (4.4), where names differ.</summary>
internal static class ActivationFields
{
    private const int MaxUrl = 2048;
    private const int MaxToken = 512;
    private const int MaxInboxName = 255;

    /// <summary>The request; problems are left in <paramref name="fields"/>, and the result counts only without any.</summary>
    public static ActivationRequest Read(JsonFields fields, Instance instance, bool inline)
    {
        var baseUrl = fields.RequiredText("chatwootBaseUrl", MaxUrl);
        if (!string.IsNullOrWhiteSpace(baseUrl) && Normalise(baseUrl) is null)
        {
            fields.Report("chatwootBaseUrl must be an absolute http or https URL");
        }

        var accountId = fields.RequiredInteger("chatwootAccountId", min: 1);
        var token = fields.RequiredText("chatwootApiToken", MaxToken).Trim();
        if (token.Any(c => c is <= ' ' or > '~'))
        {
            fields.Report("chatwootApiToken must be printable ASCII without spaces");
        }

        var inboxName = fields.Text(inline ? "chatwootInboxName" : "inboxName", MaxInboxName);
        bool Flag(string name) => fields.Flag(inline ? "chatwoot" + char.ToUpperInvariant(name[0]) + name[1..] : name) ?? false;
        var flags = new IntegrationFlags(Flag("signMessages"), Flag("ignoreGroups"), Flag("startAsPending"), Flag("reopenResolved"));
        var name = string.IsNullOrWhiteSpace(inboxName) ? $"WhatsApp - {instance.Name}" : inboxName.Trim();
        return new ActivationRequest(Normalise(baseUrl) ?? "", accountId, token, name, flags);
    }

    // An absolute http(s) URI without user info, query or fragment; a path prefix is allowed (http-contract §9).
    private static string? Normalise(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 }
        && !text.Contains('#', StringComparison.Ordinal)
        && !text.Contains('?', StringComparison.Ordinal)
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
            : null;
}
