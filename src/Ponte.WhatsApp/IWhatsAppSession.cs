using System.Threading.Channels;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp;

/// <summary>The session of one WhatsApp number. Disposing closes it; nothing that was journaled is lost.</summary>
public interface IWhatsAppSession : IAsyncDisposable
{
    /// <summary>How the session stands now; changes also come as <see cref="ConnectionChanged"/>.</summary>
    SessionStatus Status { get; }

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

    /// <summary>
    /// Asks for a code that links a phone, and waits for the first one, about a minute at most. Asked again while a code lives, it
    /// answers the current one. A linked session that is not connected is connected instead.
    /// </summary>
    Task<LinkAnswer> LinkAsync(LinkRequest request, CancellationToken cancellationToken);

    /// <summary>Drops the connection, if any, and connects with the saved session. False when there is none: no phone is linked.</summary>
    Task<bool> ReconnectAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Unlinks the phone and forgets its keys; the state is then <see cref="SessionState.LoggedOut"/>. Works also while WhatsApp cannot be
    /// reached: the phone then keeps showing the device until its owner removes it.
    /// </summary>
    Task LogOutAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the settings.</summary>
    Task ConfigureAsync(SessionSettings settings, CancellationToken cancellationToken);
}
