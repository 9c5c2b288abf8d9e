namespace Ponte.WhatsApp.Baileys;

/// <summary>How long the parts of an engine process may take.</summary>
internal sealed record EngineTimings
{
    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two questions whether it still answers.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For that answer; a process that gives none is replaced.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For an orderly end.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the end of the connection to that of the process, which is ended afterwards.</summary>
    public TimeSpan Goodbye { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Before the first repetition of what failed.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Before every later repetition at most.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What lasted this long counts as well, and repetitions begin anew.</summary>
    public TimeSpan Healthy { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a request waits for an engine that is just starting.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
