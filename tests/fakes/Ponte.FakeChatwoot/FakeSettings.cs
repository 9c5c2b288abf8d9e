namespace Ponte.FakeChatwoot;

/// <summary>Switches of the double; all can be changed while it runs (<c>POST /_fake/settings</c>).</summary>
public sealed record FakeSettings
{
    /// <summary>Messages one conversation accepts within a minute (contract 6.2); 0 switches the guard off.</summary>
    public int MessagesPerMinute { get; init; } = 200;

    /// <summary>True lets equal creates that run at the same time race as in a real Chatwoot (contract 4.2 and 5.2).</summary>
    public bool RaceMode { get; init; } = true;

    /// <summary>Milliseconds between check and insert of a create in race mode.</summary>
    public int RaceWindow { get; init; } = 10;

    /// <summary>Shortest delay of a cable broadcast, milliseconds.</summary>
    public int CableDelayMin { get; init; } = 1;

    /// <summary>Longest delay of a cable broadcast, milliseconds; 0 sends at once and in order.</summary>
    public int CableDelayMax { get; init; } = 20;

    /// <summary>Seconds between pings (contract 9.1).</summary>
    public double PingSeconds { get; init; } = 3;

    /// <summary>Shortest delay of a webhook delivery, milliseconds.</summary>
    public int WebhookDelayMin { get; init; } = 20;

    /// <summary>Longest delay of a webhook delivery, milliseconds.</summary>
    public int WebhookDelayMax { get; init; } = 60;

    /// <summary>Deliveries that run at the same time, as the Sidekiq threads of the recordings.</summary>
    public int WebhookThreads { get; init; } = 10;

    /// <summary>Milliseconds after which a delivery fails (contract 8.6).</summary>
    public int WebhookTimeout { get; init; } = 5000;

    /// <summary>"normal", "unsigned", "duplicated", "dropped" or "ssrf_refused".</summary>
    public string WebhookMode { get; init; } = "normal";

    /// <summary>Whether contact search and conversation counts are throttled (contract 1.5).</summary>
    public bool Throttles { get; init; } = true;

    /// <summary>Milliseconds until a deleted inbox, conversation or file is gone.</summary>
    public int DeleteDelay { get; init; } = 300;

    /// <summary>The settings given at the start, to which a reset returns.</summary>
    internal FakeSettings? Initial { get; init; }

    internal FakeSettings Fresh() => Initial is null ? this : Initial with { Initial = Initial };
}
