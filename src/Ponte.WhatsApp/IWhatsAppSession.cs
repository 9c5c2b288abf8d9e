using System.Threading.Channels;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;
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
    /// Fetches a received file to the disk, streamed, and checks its hash. Never throws for trouble with WhatsApp. Works also while not connected,
    /// as far as WhatsApp's file servers allow.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Where to; a file there is replaced, and there is none unless the answer is <see cref="MediaAnswer.Saved"/>.</param>
    /// <param name="maxBytes">What is larger is not fetched.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<MediaAnswer> DownloadAsync(MediaReference file, string path, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Shows in a chat that this number writes, or that it stopped. Best effort; nothing is thrown and nothing is repeated.</summary>
    Task SetTypingAsync(ChatId chat, TypingState state, CancellationToken cancellationToken);

    /// <summary>Tells the senders of messages of one chat that they were read. False when that could not be told now; telling it again is harmless.</summary>
    Task<bool> MarkReadAsync(ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken);

    /// <summary>Asks whether one of these numbers, forms of one person's, is on WhatsApp.</summary>
    /// <param name="numbers">Digits with country code and without <c>+</c>, the likeliest first; at most 8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<UserLookUp> FindUserAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken);

    /// <summary>Asks for name and picture of a person or a group.</summary>
    /// <param name="chat">Whose.</param>
    /// <param name="knownPicture">The id of the picture the caller has; null: none.</param>
    /// <param name="picturePath">Where to put the picture if it is another one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<ProfileAnswer> ReadProfileAsync(ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken);

    /// <summary>Who is in a group; null when it could not be asked.</summary>
    Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(ChatId group, CancellationToken cancellationToken);

    /// <summary>Does what a number does beside writing: groups, its profile, the state of its chats. Never throws for trouble with WhatsApp: that is an answer.</summary>
    Task<ActionAnswer<T>> ActAsync<T>(SessionAction<T> action, CancellationToken cancellationToken)
        where T : class;

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
