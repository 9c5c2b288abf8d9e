using System.Text.Json.Serialization;

namespace Ponte.FakeChatwoot;

/// <summary>A fault to inject into matching requests.</summary>
public sealed record FaultRule
{
    /// <summary>Name of the rule; invented when absent.</summary>
    public string? Id { get; init; }

    /// <summary>HTTP method it applies to; any when absent.</summary>
    public string? Method { get; init; }

    /// <summary>Regular expression on the path (without query); any when absent.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// <c>latency</c> (execute and answer after Milliseconds), <c>status</c> (answer Status and Body without executing), <c>reset</c> (TCP reset without
    /// executing), <c>hang</c> (never answer, not executed, until the client leaves or the rule is released), <c>lose_answer</c> (execute, then reset),
    /// <c>store_later</c> (reset now, execute Milliseconds later, default 10000), <c>hold_answer</c> (execute at once, hold the answer until released).
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Status to answer; default 503.</summary>
    public int? Status { get; init; }

    /// <summary>Body to answer with Status; sent as application/json when it starts with a brace, else as text/html.</summary>
    public string? Body { get; init; }

    /// <summary>Milliseconds of latency and store_later.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Leaves the first matches alone.</summary>
    public int After { get; init; }

    /// <summary>How many requests are hit; until removed when absent.</summary>
    public int? Times { get; init; }

    /// <summary>Chance of a match to be hit, 0 to 1; always when absent.</summary>
    public double? Probability { get; init; }

    /// <summary>The kinds there are.</summary>
    [JsonIgnore]
    public static IReadOnlyList<string> Kinds { get; } = ["latency", "status", "reset", "hang", "lose_answer", "store_later", "hold_answer"];
}

/// <summary>A rule and what it has done so far.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Matches">Requests that fitted method and path.</param>
/// <param name="Hits">Requests that got the fault.</param>
/// <param name="Waiting">Requests held or hanging now.</param>
public sealed record FaultReport(FaultRule Rule, int Matches, int Hits, int Waiting);
