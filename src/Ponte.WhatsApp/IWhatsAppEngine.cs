using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp;

/// <summary>A provider of WhatsApp sessions: the one seam between the gateway and what speaks to WhatsApp.</summary>
public interface IWhatsAppEngine
{
    /// <summary>The name instances ask for at creation, for example <c>sandbox</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Opens the session of one number; a number that is linked connects by itself, unless it was logged out, replaced or banned. At most
    /// one session of an id may be open at a time; the caller guards that.
    /// </summary>
    /// <param name="sessionId">The instance's id: 1 to 64 letters, digits, <c>-</c> or <c>_</c>.</param>
    /// <param name="settings">What the owner chose.</param>
    /// <param name="cancellationToken">Gives up opening.</param>
    Task<IWhatsAppSession> OpenAsync(string sessionId, SessionSettings settings, CancellationToken cancellationToken);

    /// <summary>Removes everything kept for a session that is not open. Nothing there is success.</summary>
    Task DeleteAsync(string sessionId, CancellationToken cancellationToken);
}
