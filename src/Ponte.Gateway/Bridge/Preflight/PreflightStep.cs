using Ponte.Chatwoot;

namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>One step of a preflight, told when it begins and again when it has ended.</summary>
/// <param name="Code">Which step: a <see cref="PreflightCode"/>.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Finding">What was found: the key of its sentence in <see cref="PreflightTexts"/>.</param>
/// <param name="Arguments">What the sentence names, in the order of its places; never a token.</param>
internal sealed record PreflightStep(string Code, PreflightOutcome Outcome, string Finding, IReadOnlyList<string> Arguments)
{
    /// <summary>What Chatwoot, or the way to it, answered, when that is why the step did not pass.</summary>
    public ChatwootError? Error { get; init; }

    /// <summary>It has begun.</summary>
    public static PreflightStep Running(string code) => new(code, PreflightOutcome.Running, "running", []);

    /// <summary>An earlier one failed.</summary>
    public static PreflightStep Skipped(string code) => new(code, PreflightOutcome.Skipped, "skipped", []);

    /// <summary>All is well.</summary>
    public static PreflightStep Passed(string code, string finding, params IReadOnlyList<string> arguments) => new(code, PreflightOutcome.Passed, finding, arguments);

    /// <summary>It works, and a person should do something.</summary>
    public static PreflightStep Warning(string code, string finding, params IReadOnlyList<string> arguments) => new(code, PreflightOutcome.Warning, finding, arguments);

    /// <summary>It does not work.</summary>
    public static PreflightStep Failed(string code, string finding, params IReadOnlyList<string> arguments) => new(code, PreflightOutcome.Failed, finding, arguments);

    /// <summary>The codes alone.</summary>
    public override string ToString() => $"{Code} {Outcome}: {Finding}";
}
