using Ponte.Chatwoot;
using Ponte.Gateway.Secrets;

namespace Ponte.Gateway.Bridge;

/// <summary>Makes Chatwoot clients. Two roads lead out: lanes go through the host's circuit breaker; activation and look-ups a person waits for do not.</summary>
internal sealed class ChatwootClients(IHttpClientFactory http, SecretBox secrets, TimeProvider time)
{
    /// <summary>The named <see cref="HttpClient"/> with the circuit breaker.</summary>
    public const string Lanes = "chatwoot-lanes";

    /// <summary>The named <see cref="HttpClient"/> without one.</summary>
    public const string Direct = "chatwoot-direct";

    // Longer than the pipeline's own limit, which the breaker has to see.
    private static readonly ChatwootClientOptions LaneOptions = new() { Timeout = TimeSpan.FromSeconds(30) };
    private static readonly ChatwootClientOptions DirectOptions = new() { Timeout = TimeSpan.FromSeconds(10) };

    public ChatwootClient ForLanes(Integration integration) => new(http.CreateClient(Lanes), Endpoint(integration), time, LaneOptions);

    public ChatwootClient ForPeople(ChatwootEndpoint endpoint) => new(http.CreateClient(Direct), endpoint, time, DirectOptions);

    public ChatwootEndpoint Endpoint(Integration integration) =>
        new(new Uri(integration.BaseUrl), integration.AccountId, secrets.Open(integration.SealedToken, integration.TokenContext));
}
