using System.Text;

namespace Ponte.WhatsApp.Linking;

/// <summary>What came of a <see cref="LinkRequest"/>.</summary>
public abstract record LinkAnswer
{
    private LinkAnswer()
    {
    }

    /// <summary>A QR code to show.</summary>
    /// <param name="Payload">The text to render, as WhatsApp gave it. A secret while it lives.</param>
    /// <param name="ExpiresAt">When the next one takes its place.</param>
    public sealed record Qr(string Payload, DateTimeOffset ExpiresAt) : LinkAnswer
    {
        /// <summary>Leaves out the code: records are printed into logs.</summary>
        protected override bool PrintMembers(StringBuilder builder)
        {
            builder.Append("ExpiresAt = ").Append(ExpiresAt);
            return true;
        }
    }

    /// <summary>A code to type on the phone.</summary>
    /// <param name="Code">Eight characters.</param>
    public sealed record PairingCode(string Code) : LinkAnswer
    {
        /// <summary>Leaves out the code: records are printed into logs.</summary>
        protected override bool PrintMembers(StringBuilder builder)
        {
            builder.Append("Code = (hidden)");
            return true;
        }
    }

    /// <summary>A phone is linked already; a session that was not connected is connecting now.</summary>
    /// <param name="State"><see cref="SessionState.Connected"/> or <see cref="SessionState.Connecting"/>.</param>
    public sealed record AlreadyLinked(SessionState State) : LinkAnswer;

    /// <summary>No code could be had.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Failed(ConnectionCause Cause) : LinkAnswer;
}
