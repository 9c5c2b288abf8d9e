namespace Ponte.WhatsApp.Baileys;

/// <summary>The engine's process is not there, so what was asked could not be done; <see cref="Cause"/> says why and what to do.</summary>
public sealed class EngineUnavailableException : Exception
{
    internal EngineUnavailableException(ConnectionCause cause)
        : base(cause.Sentence) => Cause = cause;

    /// <summary><see cref="ConnectionCause.EngineStopped"/> or <see cref="ConnectionCause.EngineMissing"/>.</summary>
    public ConnectionCause Cause { get; }
}
