using System.Collections.Concurrent;
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

namespace Ponte.Gateway.Tests.Instances;

/// <summary>An engine whose sessions answer as a test says and remember what they were asked.</summary>
internal sealed class ScriptedEngine : IWhatsAppEngine
{
    public string Name => "baileys";

    public Func<Task> Opening { get; set; } = () => Task.CompletedTask;

    public Func<LinkRequest, CancellationToken, Task<LinkAnswer>> Link { get; set; } = (_, _) => Task.FromResult<LinkAnswer>(new LinkAnswer.Qr("2@scripted", default));

    public Func<CancellationToken, Task<bool>> Reconnect { get; set; } = _ => Task.FromResult(true);

    public Func<CancellationToken, Task> LogOut { get; set; } = _ => Task.CompletedTask;

    public SessionStatus Status { get; set; } = new(SessionState.Disconnected);

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The settings given last.</summary>
    public SessionSettings? Settings { get; private set; }

    /// <summary>The most sessions that were ever open at a time.</summary>
    public int MostOpen { get; private set; }

    private int Open { get; set; }

    public async Task<IWhatsAppSession> OpenAsync(string sessionId, SessionSettings settings, CancellationToken cancellationToken)
    {
        Calls.Enqueue("open");
        await Opening();
        Settings = settings;
        MostOpen = Math.Max(MostOpen, ++Open);
        return new Session(this);
    }

    public Task DeleteAsync(string sessionId, CancellationToken cancellationToken)
    {
        Calls.Enqueue("delete");
        return Task.CompletedTask;
    }

    private sealed class Session(ScriptedEngine engine) : IWhatsAppSession
    {
        private readonly Channel<JournaledEvent> _events = Channel.CreateUnbounded<JournaledEvent>();

        public SessionStatus Status => engine.Status;

        public ChannelReader<JournaledEvent> Events => _events.Reader;

        public Task AcknowledgeAsync(long position, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            Task.FromResult<SendResult>(new SendResult.NotConnected());

        public Task<MediaAnswer> DownloadAsync(MediaReference file, string path, long maxBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetTypingAsync(ChatId chat, TypingState state, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> MarkReadAsync(ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<UserLookUp> FindUserAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ProfileAnswer> ReadProfileAsync(ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ActionAnswer<T>> ActAsync<T>(SessionAction<T> action, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(ChatId group, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LinkAnswer> LinkAsync(LinkRequest request, CancellationToken cancellationToken)
        {
            engine.Calls.Enqueue("link");
            return engine.Link(request, cancellationToken);
        }

        public Task<bool> ReconnectAsync(CancellationToken cancellationToken)
        {
            engine.Calls.Enqueue("reconnect");
            return engine.Reconnect(cancellationToken);
        }

        public Task LogOutAsync(CancellationToken cancellationToken)
        {
            engine.Calls.Enqueue("logout");
            return engine.LogOut(cancellationToken);
        }

        public Task ConfigureAsync(SessionSettings settings, CancellationToken cancellationToken)
        {
            engine.Calls.Enqueue("configure");
            engine.Settings = settings;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            engine.Calls.Enqueue("close");
            engine.Open--;
            _events.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }
    }
}
