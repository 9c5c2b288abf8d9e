using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ponte.Chatwoot;
using Ponte.Gateway.Bridge;

namespace Ponte.Gateway.Doctor.Checks;

/// <summary>Whether this server and each Chatwoot agree on the time. A Chatwoot that does not answer is the preflight's to tell.</summary>
internal sealed class ClockCheck(IntegrationStore integrations, ChatwootClients clients, IOptions<BridgeOptions> options, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = options.Value.Enabled ? await integrations.ListAsync(IntegrationState.Active, cancellationToken) : [];
        foreach (var url in all.Select(integration => integration.BaseUrl).Distinct(StringComparer.Ordinal))
        {
            // Everybody may ask for the version, so no token goes along.
            var version = await clients.ForPeople(new ChatwootEndpoint(new Uri(url), 1, "")).Profile.GetVersionAsync(cancellationToken);
            if (version.IsSuccess && version.Value.Time is { } there)
            {
                var ahead = time.GetUtcNow() - there;
                var seconds = Math.Abs(ahead.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
                yield return ahead.Duration() <= Tolerance
                    ? Finding.Ok("clock", "clock", url)
                    : Finding.Warning("clock", ahead > TimeSpan.Zero ? "clock_ahead" : "clock_behind", url, seconds);
            }
        }
    }
}
