namespace Ponte.Chatwoot.Realtime;

/// <summary>Settings of a realtime connection.</summary>
public sealed record CableOptions
{
    /// <summary>The installation's http or https address; the socket is <c>ws(s)://.../cable</c> below it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>
    /// How long opening the socket and confirming the subscription may take together. The default is 10 seconds. Chatwoot answers a refused
    /// subscription with silence, so this is the only sign of it (Chatwoot contract 9.1).
    /// </summary>
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the line may be silent. The default is 9 seconds: three pings missed (Chatwoot contract 9.1).</summary>
    public TimeSpan DeadLinkTimeout { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>When to try again.</summary>
    public ReconnectPolicy Reconnect { get; init; } = new();

    /// <summary>How many notices may wait for the consumer. One more is a gap: the connection is dropped and made anew. The default is 2000.</summary>
    public int Capacity { get; init; } = 2000;

    /// <summary>Where the socket is opened.</summary>
    internal Uri SocketUri
    {
        get
        {
            var root = ChatwootEndpoint.WithTrailingSlash(BaseUrl);
            return new UriBuilder(new Uri(root, "cable")) { Scheme = root.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Port = root.Port }.Uri;
        }
    }
}
