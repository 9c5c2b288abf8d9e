using System.Net;
using Ponte.Chatwoot.Profile;
using Ponte.Gateway.Egress;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>What there is to know of a version of Chatwoot (Chatwoot contract 11).</summary>
internal static class VersionNotes
{
    // Ticks of messages.
    private static readonly Version Oldest = new(4, 2);

    // From here on Chatwoot posts webhooks to public addresses only; from the second on that can be switched off.
    private static readonly Version PublicOnly = new(4, 14);
    private static readonly Version PublicOnlySwitch = new(4, 14, 1);

    /// <summary>The step that tells of a version.</summary>
    /// <param name="version">What Chatwoot answered.</param>
    /// <param name="publicAddress">Where Chatwoot is to post webhooks; null when nowhere.</param>
    public static PreflightStep Step(ServerVersion version, string? publicAddress)
    {
        var text = version.Text.Length <= 40 ? version.Text : version.Text[..40];
        return version.Number is not { } number ? PreflightStep.Warning(PreflightCode.Chatwoot, "chatwoot_version_unknown", text)
            : number < Oldest ? PreflightStep.Warning(PreflightCode.Chatwoot, "chatwoot_old", text)
            : number < PublicOnly ? PreflightStep.Passed(PreflightCode.Chatwoot, "chatwoot", text)
            : publicAddress is null || !IsPrivate(publicAddress) ? PreflightStep.Passed(PreflightCode.Chatwoot, "chatwoot_public_only", text)
            : PreflightStep.Warning(PreflightCode.Chatwoot, number < PublicOnlySwitch ? "chatwoot_webhook_never" : "chatwoot_webhook_private", text, publicAddress);
    }

    // What the address itself tells: a name that leads to a private address is Chatwoot's to find out.
    private static bool IsPrivate(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (IPAddress.TryParse(url.DnsSafeHost, out var ip) ? AddressClassifier.Classify(ip) != AddressKind.Public : !url.Host.Contains('.', StringComparison.Ordinal));
}
