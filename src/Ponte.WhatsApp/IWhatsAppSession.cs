using System.Threading.Channels;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Messages;

namespace Ponte.WhatsApp;

/// <summary>The session of one WhatsApp number. Disposing closes it; nothing that was journaled is lost.</summary>
public interface IWhatsAppSession : IAsyncDisposable
{
    /// <summary>The connection's state now; changes also come as <see cref="ConnectionChanged"/>.</summary>
    SessionState State { get; }

    /// <summary>
    /// What happened, in order, starting behind the last acknowledged position. Bounded: a slow reader slows the session down, never memory.
    /// Completes when the session is disposed.
    /// </summary>
    ChannelReader<JournaledEvent> Events { get; }

    /// <summary>Tells that everything up to <paramref name="position"/> is stored by the caller and need not be delivered again.</summary>
    Task AcknowledgeAsync(long position, CancellationToken cancellationToken);

    /// <summary>
    /// Sends a message and waits for WhatsApp's acknowledgement. Never throws for trouble with WhatsApp: that is a <see cref="SendResult"/>.
    /// Safe to call concurrently; order is the caller's.
    /// </summary>
    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
