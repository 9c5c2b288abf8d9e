namespace Ponte.WhatsApp.Messages;

/// <summary>What became of a send.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>WhatsApp's server has the message.</summary>
    /// <param name="At">When it was acknowledged.</param>
    public sealed record Accepted(DateTimeOffset At) : SendResult;

    /// <summary>WhatsApp refused it; trying again will not help.</summary>
    /// <param name="Code">The protocol's error code, for example 463.</param>
    /// <param name="Reason">One sentence for a person.</param>
    public sealed record Refused(int Code, string Reason) : SendResult;

    /// <summary>No acknowledgement came; the message may have been sent. Repeat under the same id.</summary>
    /// <param name="Reason">One sentence for a person.</param>
    public sealed record Uncertain(string Reason) : SendResult;

    /// <summary>The session is not connected; nothing was sent.</summary>
    public sealed record NotConnected : SendResult;
}
