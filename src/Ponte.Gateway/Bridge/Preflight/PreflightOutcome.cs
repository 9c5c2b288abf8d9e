namespace Ponte.Gateway.Bridge.Preflight;

/// <summary>How a step stands.</summary>
internal enum PreflightOutcome
{
    /// <summary>It has begun.</summary>
    Running,

    /// <summary>All is well; there may be something to know.</summary>
    Passed,

    /// <summary>It works, and a person should still do something.</summary>
    Warning,

    /// <summary>It does not work; the steps behind it are skipped.</summary>
    Failed,

    /// <summary>Not looked at, because an earlier step failed.</summary>
    Skipped,
}
