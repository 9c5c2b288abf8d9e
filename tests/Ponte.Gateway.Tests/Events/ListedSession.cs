using System.Threading.Channels;
using Ponte.WhatsApp.Actions;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;
using Ponte.WhatsApp.Settings;
using Ponte.WhatsApp;

namespace Ponte.Gateway.Tests.Events;

/// <summary>A session that delivers listed events, and then ends.</summary>
internal sealed class ListedSession : IWhatsAppSession
{
    private readonly Channel<JournaledEvent> _events = Channel.CreateUnbounded<JournaledEvent>();

    public ListedSession(IReadOnlyList<WhatsAppEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            _events.Writer.TryWrite(new JournaledEvent(i + 1, events[i]));
        }

        _events.Writer.Complete();
    }

    /// <summary>Up to where the reader has stored everything.</summary>
    public long Acknowledged { get; private set; }

    public SessionStatus Status => new(SessionState.Connected);

    public ChannelReader<JournaledEvent> Events => _events.Reader;

    public Task AcknowledgeAsync(long position, CancellationToken cancellationToken)
    {
        Acknowledged = position;
        return Task.CompletedTask;
    }

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult<SendResult>(new SendResult.NotConnected());

    public Task<MediaAnswer> DownloadAsync(MediaReference file, string path, long maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetTypingAsync(ChatId chat, TypingState state, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> MarkReadAsync(ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<UserLookUp> FindUserAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProfileAnswer> ReadProfileAsync(ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ActionAnswer<T>> ActAsync<T>(SessionAction<T> action, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    public Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(ChatId group, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LinkAnswer> LinkAsync(LinkRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ReconnectAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public Task LogOutAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ConfigureAsync(SessionSettings settings, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
