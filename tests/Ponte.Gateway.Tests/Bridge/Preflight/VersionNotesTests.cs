using Ponte.Chatwoot.Profile;
using Ponte.Gateway.Bridge.Preflight;

namespace Ponte.Gateway.Tests.Bridge.Preflight;

public sealed class VersionNotesTests
{
    [Theory]
    [InlineData("4.1.0", null, "chatwoot_old")]
    [InlineData("4.2.0", null, "chatwoot")]
    [InlineData("4.13.0", "http://10.0.0.5", "chatwoot")]
    [InlineData("4.14.0", null, "chatwoot_public_only")]
    [InlineData("4.15.1", "https://ponte.example.com", "chatwoot_public_only")]
    [InlineData("4.15.1", "http://10.0.0.5:8080", "chatwoot_webhook_private")]
    [InlineData("4.15.1", "http://ponte:8080", "chatwoot_webhook_private")]
    [InlineData("4.14.0", "http://[fd00::1]:8080", "chatwoot_webhook_never")]
    [InlineData("v4.16.2-ee", null, "chatwoot_public_only")]
    [InlineData("develop", null, "chatwoot_version_unknown")]
    public void Step_Version_TellsWhatThereIsToKnow(string version, string? publicAddress, string finding) =>
        Assert.Equal(finding, VersionNotes.Step(new ServerVersion { Text = version }, publicAddress).Finding);
}
