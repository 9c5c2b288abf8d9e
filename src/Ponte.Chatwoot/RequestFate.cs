namespace Ponte.Chatwoot;

/// <summary>What is known about the execution of a request that failed.</summary>
public enum RequestFate
{
    /// <summary>Certainly not executed: refused by Chatwoot (4xx), or it never left. Repeating it cannot double anything.</summary>
    NotExecuted,

    /// <summary>Answered, but the answer does not tell whether it was executed (500, 503, an unreadable 2xx). Nothing is running any more.</summary>
    Unknown,

    /// <summary>May have been executed, or may still be executed for up to Chatwoot's own limit of 15 seconds (502, 504, timeout, connection lost).</summary>
    MayStillRun,
}
