using System.Threading.Channels;
using Ponte.WhatsApp.Events;
using Ponte.WhatsApp.Ids;
using Ponte.WhatsApp.Linking;
using Ponte.WhatsApp.Media;
using Ponte.WhatsApp.Messages;
using Ponte.WhatsApp.Profiles;
using Ponte.WhatsApp.Settings;

namespace Ponte.WhatsApp.Sandbox;

/// <summary>An open session of a simulated phone: reads what happened on the phone, event by event, from the file.</summary>
internal sealed partial class SandboxSession(SandboxPhone phone, PhoneFiles files) : IWhatsAppSession
{
    private const int Capacity = 64;

    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<JournaledEvent> _events =
        Channel.CreateBounded<JournaledEvent>(new BoundedChannelOptions(Capacity) { SingleWriter = true });

    private readonly Channel<bool> _pulse =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Channel<WhatsAppEvent> _passing =
        Channel.CreateBounded<WhatsAppEvent>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private Task _pump = Task.CompletedTask;
    private bool _disposed;

    public SessionStatus Status => StatusOf(State);

    public ChannelReader<JournaledEvent> Events => _events.Reader;

    private SessionState State => _closing.IsCancellationRequested ? SessionState.Disconnected : files.Connection.Current.State;

    private bool IsConnected => State == SessionState.Connected;

    public void Start() => _pump = Task.Run(PumpAsync);

    /// <summary>Tells that there is something new to look at.</summary>
    public void Pulse() => _pulse.Writer.TryWrite(true);

    /// <summary>Tells what is not journaled, if the phone is connected and the reader not far behind; else it falls away.</summary>
    public void Tell(WhatsAppEvent passing)
    {
        if (IsConnected)
        {
            _passing.Writer.TryWrite(passing);
            Pulse();
        }
    }

    public Task AcknowledgeAsync(long position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return files.Received.AcknowledgeAsync(position);
    }

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        return IsConnected ? await phone.SendAsync(files, message, cancellationToken) : new SendResult.NotConnected();
    }

    public Task<MediaAnswer> DownloadAsync(MediaReference file, string path, long maxBytes, CancellationToken cancellationToken) =>
        phone.DownloadAsync(files, file, path, maxBytes, cancellationToken);

    public Task SetTypingAsync(ChatId chat, TypingState state, CancellationToken cancellationToken)
    {
        if (IsConnected)
        {
            phone.ShowTyping(chat, state);
        }

        return Task.CompletedTask;
    }

    public Task<bool> MarkReadAsync(ChatId chat, IReadOnlyList<MessageAddress> messages, CancellationToken cancellationToken)
    {
        if (IsConnected)
        {
            phone.Seen.AddRead(chat, messages);
        }

        return Task.FromResult(IsConnected);
    }

    public Task<UserLookUp> FindUserAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        Task.FromResult(IsConnected ? phone.FindUser(numbers) : new UserLookUp.Unavailable());

    public async Task<ProfileAnswer> ReadProfileAsync(ChatId chat, string? knownPicture, string picturePath, CancellationToken cancellationToken) =>
        IsConnected ? await phone.ReadProfileAsync(files, chat, knownPicture, picturePath, cancellationToken) : new ProfileAnswer.Unavailable();

    public Task<IReadOnlyList<GroupMember>?> GroupMembersAsync(ChatId group, CancellationToken cancellationToken) =>
        Task.FromResult(IsConnected ? phone.Members(group) : null);

    /// <summary>A simulated phone needs no code: it connects.</summary>
    public async Task<LinkAnswer> LinkAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        await phone.SetConnectionAsync(SessionState.Connected, cancellationToken);
        return new LinkAnswer.AlreadyLinked(SessionState.Connected);
    }

    public async Task<bool> ReconnectAsync(CancellationToken cancellationToken)
    {
        if (State == SessionState.LoggedOut)
        {
            return false;
        }

        await phone.SetConnectionAsync(SessionState.Connected, cancellationToken);
        return true;
    }

    public Task LogOutAsync(CancellationToken cancellationToken) => phone.LogOutAsync(cancellationToken);

    public Task ConfigureAsync(SessionSettings settings, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _closing.CancelAsync();
        await _pump;
        phone.SessionClosed();
        _closing.Dispose();
    }

    private static SessionStatus StatusOf(SessionState state) =>
        state == SessionState.LoggedOut ? new(state, ConnectionCause.LoggedOut) : new(state, Self: SandboxEvent.Self);

    private async Task PumpAsync()
    {
        try
        {
            await PumpAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            _events.Writer.TryComplete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _events.Writer.TryComplete(e);
        }
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        var position = files.Received.Acknowledged;
        using var reader = new ReceivedReader(files.Received.File, position);
        var connection = files.Connection.Current;
        JournaledEvent? next = null;
        await _events.Writer.WriteAsync(new JournaledEvent(position, new ConnectionChanged(StatusOf(connection.State))), cancellationToken);
        while (true)
        {
            // The connection is looked at after the message was read: what came after a disconnect waits for the next connect.
            next ??= connection.State == SessionState.Connected ? reader.Read() : null;
            if (connection.Changes != files.Connection.Current.Changes)
            {
                connection = connection.Towards(files.Connection.Current);
                await _events.Writer.WriteAsync(new JournaledEvent(position, new ConnectionChanged(StatusOf(connection.State))), cancellationToken);
            }
            else if (connection.State == SessionState.Connected && next is null && _passing.Reader.TryRead(out var passing))
            {
                await _events.Writer.WriteAsync(new JournaledEvent(position, passing), cancellationToken);
            }
            else if (connection.State == SessionState.Connected && next is not null)
            {
                position = next.Position;
                await _events.Writer.WriteAsync(next, cancellationToken);
                next = null;
            }
            else
            {
                await _pulse.Reader.ReadAsync(cancellationToken);
            }
        }
    }
}
